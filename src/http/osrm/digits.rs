//! Numbers as digits, for tables of a million cells.

/// Writes a number of tenths: `123` as `12.3`, `120` as `12`.
pub(super) fn push_tenths(bytes: &mut Vec<u8>, tenths: u64) {
    push_whole(bytes, tenths / 10);
    let rest = tenths % 10;
    if rest != 0 {
        bytes.extend([b'.', digit(rest)]);
    }
}

fn push_whole(bytes: &mut Vec<u8>, mut number: u64) {
    // A 64-bit number has 20 digits at most.
    let mut digits = [0; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = digit(number % 10);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    bytes.extend_from_slice(&digits[first..]);
}

fn digit(number: u64) -> u8 {
    #[expect(clippy::cast_possible_truncation, reason = "below 10 at each call")]
    let number = number as u8;
    b'0' + number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tenths_are_written_as_json_has_them(tenths: u64) {
            let mut bytes = Vec::new();
            push_tenths(&mut bytes, tenths);
            let whole = tenths / 10;
            let expected = match tenths % 10 {
                0 => whole.to_string(),
                rest => format!("{whole}.{rest}"),
            };
            prop_assert_eq!(String::from_utf8(bytes).unwrap(), expected);
        }
    }
}
