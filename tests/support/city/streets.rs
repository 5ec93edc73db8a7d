//! The streets of the grid, line by line.

use super::{
    grid::{Grid, LINES},
    land::{Land, Region},
    sketch::Sketch,
};
use crate::support::{
    ground::{Point, along, beside},
    osm::{Member, TagList, set, tags},
    random::Random,
};

/// A stretch of street where houses stand.
#[derive(Clone, Debug)]
pub struct Frontage {
    pub from: Point,
    pub to: Point,
    pub street: String,
}

/// What a stretch of some blocks has in common.
struct Stretch {
    highway: &'static str,
    extra: TagList,
    reversed: bool,
    left: u32,
}

/// Draws all streets of the grid; where houses may stand.
pub fn draw(
    sketch: &mut Sketch,
    grid: &mut Grid,
    land: &Land,
    random: &mut Random,
) -> Vec<Frontage> {
    let mut frontages = Vec::new();
    for number in 0..LINES {
        for is_row in [true, false] {
            let line = Line { number, is_row };
            line.draw(sketch, grid, land, random, &mut frontages);
        }
    }
    restrict_turns(sketch, random);
    frontages
}

#[derive(Clone, Copy)]
struct Line {
    number: usize,
    is_row: bool,
}

impl Line {
    fn name(self) -> String {
        let letter = |index: usize| char::from(b'A' + u8::try_from(index % 26).expect("a letter"));
        match (self.is_row, self.number / 26) {
            (true, _) if self.is_artery() => format!("Boulevard {}", self.number),
            (true, _) => format!("Rue {}", self.number),
            (false, 0) => format!("Avenue {}", letter(self.number)),
            (false, round) => format!("Avenue {}{}", letter(round - 1), letter(self.number)),
        }
    }

    fn is_artery(self) -> bool {
        self.number.is_multiple_of(10) && !self.is_edge()
    }

    fn is_edge(self) -> bool {
        self.number == 0 || self.number == LINES - 1
    }

    fn crossing(self, step: usize) -> (usize, usize) {
        if self.is_row { (step, self.number) } else { (self.number, step) }
    }

    fn draw(
        self,
        sketch: &mut Sketch,
        grid: &mut Grid,
        land: &Land,
        random: &mut Random,
        frontages: &mut Vec<Frontage>,
    ) {
        let mut stretch = self.stretch(random);
        let mut way: (Vec<i64>, TagList) = Default::default();
        for step in 0..LINES - 1 {
            if stretch.left == 0 {
                finish(sketch, &mut way, &stretch);
                stretch = self.stretch(random);
            }
            stretch.left -= 1;
            let [here, there] = [step, step + 1].map(|step| self.crossing(step));
            let (Some(a), Some(b)) = (grid.point(here.0, here.1), grid.point(there.0, there.1))
            else {
                finish(sketch, &mut way, &stretch);
                continue;
            };
            let region = land.region(along(a, b, 0.5));
            if land.river.parts(a, b) || region == Region::Hill || self.is_gap(region, random) {
                finish(sketch, &mut way, &stretch);
                continue;
            }
            let tags = self.tags(region, &stretch, random);
            if tags != way.1 {
                finish(sketch, &mut way, &stretch);
                way = (vec![grid.node(sketch, here.0, here.1)], tags);
            }
            if random.chance(0.6) {
                let bend = beside(a, b, random.between(0.3, 0.7), random.between(-9.0, 9.0));
                way.0.push(shape_node(sketch, bend, region, self.is_artery(), random));
            }
            way.0.push(grid.node(sketch, there.0, there.1));
            if self.is_artery() && there.0 % 10 == 0 && there.1 % 10 == 0 {
                sketch.tag_node(*way.0.last().expect("just pushed"), "highway", "traffic_signals");
            }
            if region != Region::Park && !way.1.iter().any(|(key, _)| key == "access") {
                frontages.push(Frontage { from: a, to: b, street: self.name() });
            }
        }
        finish(sketch, &mut way, &stretch);
    }

    fn is_gap(self, region: Region, random: &mut Random) -> bool {
        match region {
            Region::Park => random.chance(0.35),
            Region::Town if !self.is_artery() => random.chance(0.10),
            _ => false,
        }
    }

    fn stretch(self, random: &mut Random) -> Stretch {
        let mut stretch = Stretch {
            highway: "residential",
            extra: Vec::new(),
            reversed: false,
            left: 5 + random.below(6),
        };
        if self.is_artery() {
            stretch.highway = if self.number % 20 == 10 { "primary" } else { "secondary" };
            if random.chance(0.4) {
                stretch.extra = tags(&[("cycleway", "lane")]);
            }
            return stretch;
        }
        if self.number % 10 == 5 || self.is_edge() {
            stretch.highway = "tertiary";
            return stretch;
        }
        stretch.highway = *random.pick(&[
            "residential",
            "residential",
            "residential",
            "residential",
            "unclassified",
            "living_street",
            "service",
        ]);
        let dice = random.unit();
        let extra: &[(&str, &str)] = if dice < 0.16 {
            &[("oneway", "yes")]
        } else if dice < 0.30 {
            &[("oneway", "yes"), ("oneway:bicycle", "no")]
        } else if dice < 0.34 {
            &[("oneway", "yes"), ("cycleway", "opposite_lane")]
        } else if dice < 0.37 {
            &[("access", "private")]
        } else if dice < 0.44 {
            &[("surface", "sett")]
        } else {
            &[("surface", "asphalt"), ("maxspeed", "30")]
        };
        stretch.extra = tags(extra);
        stretch.reversed = random.chance(0.5);
        stretch
    }

    fn tags(self, region: Region, stretch: &Stretch, random: &mut Random) -> TagList {
        let name = self.name();
        let mut list = match region {
            Region::Core if !self.is_artery() => match self.number % 4 {
                0 => tags(&[("highway", "pedestrian"), ("bicycle", "yes")]),
                1 => tags(&[("highway", "pedestrian"), ("surface", "paving_stones")]),
                2 => tags(&[("highway", "footway"), ("surface", "sett"), ("bicycle", "yes")]),
                _ => tags(&[("highway", "living_street"), ("surface", "sett")]),
            },
            Region::Park => {
                return random
                    .pick(&[
                        tags(&[("highway", "path"), ("bicycle", "designated")]),
                        tags(&[("highway", "path"), ("surface", "fine_gravel")]),
                        tags(&[("highway", "footway"), ("surface", "gravel")]),
                        tags(&[("highway", "footway"), ("bicycle", "no")]),
                    ])
                    .clone();
            }
            Region::Island => tags(&[("highway", "living_street")]),
            _ => {
                let mut list = tags(&[("highway", stretch.highway)]);
                list.extend(stretch.extra.iter().cloned());
                list
            }
        };
        set(&mut list, "name", &name);
        list
    }
}

/// Ends the way that is being drawn, if there is one.
fn finish(sketch: &mut Sketch, way: &mut (Vec<i64>, TagList), stretch: &Stretch) {
    let (mut nodes, tags) = std::mem::take(way);
    if nodes.len() > 1 {
        if stretch.reversed && tags.iter().any(|(key, _)| key == "oneway") {
            nodes.reverse();
        }
        sketch.way(&nodes, tags);
    }
}

/// A node in the middle of a block, now and then with a barrier.
fn shape_node(
    sketch: &mut Sketch,
    at: Point,
    region: Region,
    artery: bool,
    random: &mut Random,
) -> i64 {
    let barred = match region {
        Region::Town => 0.02,
        Region::Core | Region::Park => 0.12,
        Region::Hill | Region::Island => 0.0,
    };
    if artery || !random.chance(barred) {
        return sketch.node(at);
    }
    let barrier: &[(&str, &str)] = match random.below(5) {
        0 => &[("barrier", "gate"), ("access", "private")],
        1 => &[("barrier", "cycle_barrier")],
        2 => &[("barrier", "bollard"), ("bicycle", "yes")],
        3 => &[("barrier", "bollard")],
        _ => &[("barrier", "gate"), ("bicycle", "yes"), ("foot", "yes")],
    };
    sketch.tagged(at, tags(barrier))
}

/// A few crossings where one may not turn left.
fn restrict_turns(sketch: &mut Sketch, random: &mut Random) {
    let street = |sketch: &Sketch, index: u32| {
        let way = &sketch.osm.ways[index as usize];
        (way.id, *way.nodes.last().expect("ways have nodes"))
    };
    let count = u32::try_from(sketch.osm.ways.len()).expect("a small map");
    for _ in 0..40 {
        let (from, via) = street(sketch, random.below(count));
        let to = sketch.osm.ways.iter().find(|way| way.id != from && way.nodes.contains(&via));
        let Some(to) = to.map(|way| way.id) else { continue };
        sketch.relation(
            vec![
                (Member::Way(from), "from".to_owned()),
                (Member::Node(via), "via".to_owned()),
                (Member::Way(to), "to".to_owned()),
            ],
            tags(&[("type", "restriction"), ("restriction", "no_left_turn")]),
        );
    }
}
