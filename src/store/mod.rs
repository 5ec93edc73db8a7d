//! Rows of a database to domain values and back: one SQL text for SQLite and PostgreSQL.
