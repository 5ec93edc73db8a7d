//! What `musette import` says of a map, word for word.

use crate::{
    cli_program::Workplace,
    support::{city::city, pbf::write_pbf},
};

fn report(workplace: &Workplace, extract: &str) -> String {
    workplace.run(&format!("import {extract} -o map.musette")).well()
}

fn assert_report(name: &str, report: &str) {
    insta::with_settings!({ filters => vec![(r"in \d+\.\d\d s", "in [time]")] }, {
        insta::assert_snapshot!(name, report);
    });
}

#[test]
fn the_report_of_the_shipped_extract() {
    assert_report("helsinki", &report(&Workplace::new(), "{root}/data/helsinki.osm.pbf"));
}

#[test]
fn the_report_of_the_invented_city() {
    let workplace = Workplace::new();
    workplace.write("city.osm.pbf", write_pbf(&city(1).osm));
    assert_report("city", &report(&workplace, "city.osm.pbf"));
}
