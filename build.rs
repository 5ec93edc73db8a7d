//! Cargo cannot see by itself that the macro which embeds the migrations reads a folder.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
