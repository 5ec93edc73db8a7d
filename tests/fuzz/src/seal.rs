//! Right checksums for a wrong map file, so that what they guard is fuzzed too.

const START: usize = 16;
const ENTRY: usize = 24;

/// The same container with the checksums that its bytes should have (layout: `src/graph/container.rs`);
/// as it came if its header is not whole.
pub fn seal(file: &[u8]) -> Vec<u8> {
    let mut sealed = file.to_vec();
    let Some(sections) = number(file, 12, 4).filter(|sections| *sections <= 64) else {
        return sealed;
    };
    let table_end = START + sections * ENTRY;
    if file.len() < table_end + 4 {
        return sealed;
    }
    for entry in (START..table_end).step_by(ENTRY) {
        let bytes = number(file, entry + 8, 8)
            .zip(number(file, entry + 16, 8))
            .and_then(|(offset, length)| file.get(offset..offset.checked_add(length)?));
        if let Some(bytes) = bytes {
            sealed[entry + 4..entry + 8].copy_from_slice(&crc32fast::hash(bytes).to_le_bytes());
        }
    }
    let header = crc32fast::hash(&sealed[..table_end]);
    sealed[table_end..table_end + 4].copy_from_slice(&header.to_le_bytes());
    sealed
}

/// The little-endian number of `size` bytes at `at`.
fn number(file: &[u8], at: usize, size: usize) -> Option<usize> {
    let bytes = file.get(at..at + size)?;
    let number = bytes.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    usize::try_from(number).ok()
}
