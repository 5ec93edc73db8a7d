//! `options`, as vroom-express understands them.

use super::{super::problem::VroomOptions, fields::Fields};
use serde_json::Value;

/// What is not as it should be counts as not said, as with vroom-express.
pub(super) fn options(root: &Fields<'_>) -> VroomOptions {
    let Some(options) = root.get("options").and_then(Value::as_object) else {
        return VroomOptions::default();
    };
    // As JavaScript takes it.
    let flag = |key: &str| match options.get(key) {
        None | Some(Value::Null) => false,
        Some(Value::Bool(flag)) => *flag,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(_) | Value::Object(_)) => true,
    };
    let number = |key: &str| options.get(key)?.as_f64().filter(|number| *number >= 0.0);
    let whole = |key: &str, most: u32| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to the most"
        )]
        number(key).map(|number| number.min(f64::from(most)) as u32)
    };
    VroomOptions {
        geometry: flag("g"),
        plan: flag("c"),
        threads: whole("t", 1_024),
        exploration: whole("x", 5).and_then(|level| u8::try_from(level).ok()),
        limit_s: number("l"),
    }
}
