//! Numbers with the digits that matter.

/// A number.
pub(super) fn number(value: f64) -> String {
    short_of(value, f64::INFINITY, digits(value))
}

/// A number of so many: what is less is never told as all of them.
pub(super) fn number_of(value: f64, all: f64) -> String {
    short_of(value, all, digits(value))
}

/// A share of all in percent.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let digits = usize::from(percent > 0.0 && percent < 10.0);
    format!("{} %", short_of(percent, 100.0, digits))
}

fn digits(value: f64) -> usize {
    if value.abs() >= 100.0 { 0 } else { 2 }
}

/// With so many digits, or with as many as tell it from all.
fn short_of(value: f64, all: f64, digits: usize) -> String {
    let told = |digits: usize| format!("{value:.digits$}");
    let is_right = |text: &String| value >= all || text.parse::<f64>().is_ok_and(|it| it < all);
    (digits..9).map(told).find(is_right).unwrap_or_else(|| told(9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_matter() {
        assert_eq!([0.125, 12.5, 1234.5].map(number), ["0.12", "12.50", "1234"]);
        assert_eq!([0.0, 0.034, 0.8].map(percent), ["0 %", "3.4 %", "80 %"]);
    }

    #[test]
    fn what_is_less_than_all_is_never_told_as_all() {
        let told = [119.4, 119.8, 119.96, 120.0].map(|value| number_of(value, 120.0));
        assert_eq!(told, ["119", "119.8", "119.96", "120"]);
        assert_eq!([9.999, 10.0].map(|value| number_of(value, 10.0)), ["9.999", "10.00"]);
        assert_eq!([0.994, 0.997, 1.0].map(percent), ["99 %", "99.7 %", "100 %"]);
    }
}
