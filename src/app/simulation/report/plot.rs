//! Drawing: a frame with axes, and marks in it.

use std::fmt::Write as _;

/// What stands between `<` and `>` is ours; what others wrote is text.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ => safe.push(letter),
        }
    }
    safe
}

/// What a plot looks like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Room for what is written at the left.
    pub(super) left: f64,
    /// From which to which value the axes go.
    pub(super) x: [f64; 2],
    pub(super) y: [f64; 2],
}

const RIGHT: f64 = 10.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 36.0;

/// A plot in the making. Coordinates are values, not pixels.
#[derive(Debug)]
pub(super) struct Plot {
    frame: Frame,
    body: String,
}

impl Plot {
    pub(super) fn new(frame: Frame) -> Self {
        Self { frame, body: String::new() }
    }

    fn x(&self, value: f64) -> f64 {
        let Frame { width, left, x: [from, to], .. } = self.frame;
        left + (value - from) / (to - from).max(f64::MIN_POSITIVE) * (width - left - RIGHT)
    }

    fn y(&self, value: f64) -> f64 {
        let Frame { height, y: [from, to], .. } = self.frame;
        let span = height - TOP - BOTTOM;
        height - BOTTOM - (value - from) / (to - from).max(f64::MIN_POSITIVE) * span
    }

    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.body.write_fmt(element);
        self.body.push('\n');
    }

    /// Marks on the axis below, with what they mean.
    pub(super) fn x_ticks(&mut self, ticks: impl IntoIterator<Item = (f64, String)>, unit: &str) {
        let bottom = self.frame.height - BOTTOM;
        for (value, label) in ticks {
            let (x, label) = (self.x(value), escaped(&label));
            self.add(format_args!(
                r#"<line class="grid" x1="{x:.1}" y1="{TOP}" x2="{x:.1}" y2="{bottom}"/><text class="tick" x="{x:.1}" y="{:.1}" text-anchor="middle">{label}</text>"#,
                bottom + 14.0
            ));
        }
        let (x, y) = (self.frame.width - RIGHT, self.frame.height - 6.0);
        let unit = escaped(unit);
        self.add(format_args!(
            r#"<text class="unit" x="{x}" y="{y}" text-anchor="end">{unit}</text>"#
        ));
    }

    /// Marks on the axis at the left.
    pub(super) fn y_ticks(&mut self, unit: &str) {
        let [from, to] = self.frame.y;
        let (left, right) = (self.frame.left, self.frame.width - RIGHT);
        for value in nice(from, to, 4) {
            let y = self.y(value);
            self.add(format_args!(
                r#"<line class="grid" x1="{left}" y1="{y:.1}" x2="{right}" y2="{y:.1}"/><text class="tick" x="{:.1}" y="{:.1}" text-anchor="end">{}</text>"#,
                left - 4.0,
                y + 4.0,
                trimmed(value)
            ));
        }
        let unit = escaped(unit);
        let y = self.frame.height - 6.0;
        self.add(format_args!(r#"<text class="unit" x="2" y="{y}">{unit}</text>"#));
    }

    /// A rectangle from corner to corner; `told` is shown to who points at it.
    pub(super) fn bar(
        &mut self,
        [x, to_x]: [f64; 2],
        [y, to_y]: [f64; 2],
        class: &str,
        told: &str,
    ) {
        let [x, to_x, y, to_y] = [self.x(x), self.x(to_x), self.y(y), self.y(to_y)];
        let (width, height) = ((to_x - x).max(0.0), (y - to_y).max(0.0));
        let told = escaped(told);
        self.add(format_args!(
            r#"<rect class="{class}" x="{x:.1}" y="{to_y:.1}" width="{width:.1}" height="{height:.1}"><title>{told}</title></rect>"#
        ));
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[[f64; 2]], class: &str) {
        let points: Vec<String> =
            points.iter().map(|[x, y]| format!("{:.1},{:.1}", self.x(*x), self.y(*y))).collect();
        self.add(format_args!(r#"<polyline class="{class}" points="{}"/>"#, points.join(" ")));
    }

    pub(super) fn dot(&mut self, [x, y]: [f64; 2], class: &str) {
        let (x, y) = (self.x(x), self.y(y));
        self.add(format_args!(r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="3.5"/>"#));
    }

    /// Words beside the axis at the left.
    pub(super) fn name(&mut self, y: f64, name: &str) {
        let (y, name) = (self.y(y) + 4.0, escaped(name));
        let x = self.frame.left - 6.0;
        self.add(format_args!(
            r#"<text class="name" x="{x}" y="{y:.1}" text-anchor="end">{name}</text>"#
        ));
    }

    /// Words in the plot, which begin or end at a value.
    pub(super) fn note(&mut self, [x, y]: [f64; 2], anchor: &str, words: &str) {
        let (x, y, words) = (self.x(x), self.y(y) + 4.0, escaped(words));
        self.add(format_args!(
            r#"<text class="tick" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{words}</text>"#
        ));
    }

    /// The whole as SVG; `told` says what it shows to who cannot see it.
    pub(super) fn finish(self, told: &str) -> String {
        let Frame { width, height, .. } = self.frame;
        let told = escaped(told);
        format!(
            "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{told}\">\n{}</svg>\n",
            self.body
        )
    }
}

/// What the colours mean.
pub(super) fn legend_of(marks: &[(&str, &str)]) -> String {
    let mut legend = String::from("<p class=\"legend\">");
    for (class, name) in marks {
        // Writing to a string does not fail.
        let _ = write!(legend, "<span><i class=\"{class}\"></i>{}</span> ", escaped(name));
    }
    legend.push_str("</p>\n");
    legend
}

/// Round numbers between two, some `count` of them.
pub(super) fn nice(from: f64, to: f64, count: u32) -> Vec<f64> {
    let span = to - from;
    if span <= 0.0 || !span.is_finite() {
        return vec![from];
    }
    let rough = span / f64::from(count);
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    let step = steps.into_iter().find(|step| *step >= rough).unwrap_or(10.0 * power);
    let first = (from / step).ceil();
    (0..=2 * count)
        .map(|index| (first + f64::from(index)) * step)
        .take_while(|value| *value <= to + step * 1e-9)
        .collect()
}

/// A number without zeros that say nothing.
pub(super) fn trimmed(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
