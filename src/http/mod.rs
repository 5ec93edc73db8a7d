//! The service: URLs, documents and status codes around the use cases of `app`.
