//! What may be odd about a file.

/// One way to be legal but unusual, or broken on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quirk {
    /// Legal: blobs are not compressed.
    RawBlobs,
    /// Legal: nodes stand one by one instead of dense.
    PlainNodes,
    /// Legal: between header and data stands a blob of an unknown type, to be skipped.
    UnknownBlob,
    /// Refuse: the header requires this feature.
    RequiredFeature(&'static str),
    /// Broken: the first tag of each block names a string that is not in the table.
    WrongStringIndex,
    /// Broken: every data blob says that it inflates to one byte more than it does.
    LyingRawSize,
    /// Broken: a last data blob of a few ten kilobytes inflates to 48 MiB, more than the format's
    /// 32 MiB; it says it is so long.
    ZlibBomb {
        /// What it says, in bytes.
        claimed: i32,
    },
}
