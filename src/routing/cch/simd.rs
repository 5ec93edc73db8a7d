//! The widest instructions that the processor has, for loops that the compiler turns into vectors.
//!
//! Unsafe, and needed: a program for any x86-64 is compiled for SSE2; the table of `benches/matrix.rs`
//! takes about twice as long with it as with AVX2 or AVX-512. Sound because what is called for its
//! instructions is only called where the processor says that it has them, and because the work
//! itself is safe code.
#![allow(unsafe_code)]

/// Does `work`, compiled for the widest vectors there are. All that it calls must be `inline(always)`,
/// or stays as narrow as it was.
#[inline]
pub(super) fn widest<T>(work: impl FnOnce() -> T) -> T {
    #[cfg(target_arch = "x86_64")]
    {
        let has_avx512 = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512dq");
        if has_avx512 {
            // SAFETY: the processor has these instructions.
            return unsafe { avx512(work) };
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has these instructions.
            return unsafe { avx2(work) };
        }
    }
    work()
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
