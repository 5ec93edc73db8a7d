//! The `musette` program.

fn main() {}
