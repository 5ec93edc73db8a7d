//! The `musette` program; see `musette help`.

fn main() -> std::process::ExitCode {
    musette::cli::run()
}
