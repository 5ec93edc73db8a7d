//! Who disagrees is not at the same work.

use crate::Failure;

/// Travel times in milliseconds, `None` where there is no path; the first are ours. Others may have
/// answered fewer.
pub fn agree(what: &str, answers: &[(&str, Vec<Option<u32>>)]) -> Result<(), Failure> {
    let [(_, ours), peers @ ..] = answers else { return Err("nobody answered".into()) };
    for (name, theirs) in peers {
        if let Some(place) = ours.iter().zip(theirs).position(|(ours, theirs)| ours != theirs) {
            return Err(format!(
                "{what} {place}: musette says {:?}, {name} {:?}",
                ours[place], theirs[place]
            )
            .into());
        }
        println!("{what}: {name} and musette gave the same {} answers", theirs.len());
    }
    Ok(())
}
