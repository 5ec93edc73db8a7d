//! Passwords and session tokens.

use super::AppError;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// Argon2id of a password, with a salt of its own, as PHC text. Takes a moment and 19 MiB.
///
/// # Errors
///
/// If the system has no random numbers.
pub(super) fn hash(password: &str) -> Result<String, AppError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash
        .map_err(|error| AppError::Defect(format!("cannot hash a password: {error}")))?
        .to_string())
}

/// Does the password go with this hash? What is no hash goes with none.
pub(super) fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// A hash that costs as much as a real one and goes with no password anybody knows: to verify
/// against where there is no such log-in, so that the time taken does not tell.
pub(super) const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bXVzZXR0ZS1kdW1teS1zYWx0$\
                                Z5vJ0Sg2e1mT0m4m0Jr3r1lUu2r0eD9tY0k1a3q4x5A";

/// A new session token: 32 random bytes in hexadecimal.
///
/// # Errors
///
/// If the system has no random numbers.
pub(super) fn token() -> Result<String, AppError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| AppError::Defect(format!("the system has no random numbers: {error}")))?;
    Ok(hex(&bytes))
}

/// What is kept of a token: its SHA-256, in hexadecimal.
pub(super) fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_goes_with_its_hash_alone() {
        let hash = hash("musette").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$"), "{hash}");
        assert!(verify("musette", &hash) && !verify("Musette", &hash) && !verify("", &hash));
        assert!(!verify("musette", "musette"));
    }

    #[test]
    fn the_dummy_costs_what_a_real_hash_costs() {
        let real = hash("musette").unwrap();
        let costs = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(costs(DUMMY), costs(&real));
        assert!(PasswordHash::new(DUMMY).is_ok());
    }

    #[test]
    fn tokens_differ_and_are_not_kept() {
        let (a, b) = (token().unwrap(), token().unwrap());
        assert!(a != b && a.len() == 64 && token_hash(&a).len() == 64 && token_hash(&a) != a);
    }
}
