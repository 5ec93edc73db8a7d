//! A study as one page of HTML: plots drawn here, nothing from anywhere else.

mod plot;
mod words;

mod bands;
mod comparison;
mod distributions;
mod fairness;
mod gantt;
mod load;
mod page;

pub use page::report_html;
pub use words::Language;

#[cfg(test)]
mod tests;
