//! Tiny instances of every format, and files that are wrong.
