//! The widest instructions that the processor has, for loops that the compiler turns into vectors.
//!
//! Unsafe, and needed: a program for any x86-64 is compiled for SSE2; the table of `benches/matrix.rs`,
//! which measures both in turns, takes about twice as long with it as with AVX2 or AVX-512. Sound
//! because what is called for its instructions is only called where the processor says that it has
//! them, and because the work itself is safe code.
#![allow(unsafe_code)]

/// Instructions for vectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vectors {
    /// Those that every processor of its kind has.
    Plain,
    /// AVX2, on x86-64.
    Avx2,
    /// AVX-512 F, VL and DQ, on x86-64.
    Avx512,
}

impl Vectors {
    /// All, the widest first.
    const ALL: [Self; 3] = [Self::Avx512, Self::Avx2, Self::Plain];

    /// The widest that this processor has.
    #[must_use]
    pub fn widest() -> Self {
        Self::ALL.into_iter().find(|it| it.are_here()).unwrap_or(Self::Plain)
    }

    /// Does this processor have them?
    #[must_use]
    pub fn are_here(self) -> bool {
        #[cfg(target_arch = "x86_64")]
        match self {
            Self::Plain => true,
            Self::Avx2 => is_x86_feature_detected!("avx2"),
            Self::Avx512 => {
                is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512dq")
            }
        }
        #[cfg(not(target_arch = "x86_64"))]
        return self == Self::Plain;
    }

    /// Does `work`, compiled for these instructions, or for plain ones where they are not here. All that
    /// it calls must be `inline(always)`, or stays as narrow as it was.
    #[inline]
    pub(super) fn run<T>(self, work: impl FnOnce() -> T) -> T {
        #[cfg(target_arch = "x86_64")]
        if self.are_here() {
            match self {
                // SAFETY: the processor has these instructions.
                Self::Avx512 => return unsafe { avx512(work) },
                // SAFETY: the processor has these instructions.
                Self::Avx2 => return unsafe { avx2(work) },
                Self::Plain => {}
            }
        }
        work()
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vl,avx512dq")]
fn avx512<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn avx2<T>(work: impl FnOnce() -> T) -> T {
    work()
}
