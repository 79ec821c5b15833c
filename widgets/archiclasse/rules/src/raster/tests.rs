use proptest::prelude::*;

use super::*;

fn rectangle(x: i32, y: i32, width: i32, height: i32) -> Vec<Point> {
    Polygon::rectangle(Point::new(x, y), width, height).corners
}

fn room(width: i32, height: i32, obstacles: &[Vec<Point>]) -> Raster {
    let floor = Polygon::rectangle(Point::default(), width, height);
    Raster::of(&floor, obstacles.iter().map(Vec::as_slice)).expect("a floor")
}

#[test]
fn a_room_of_9_by_6_80_has_180_by_136_cells() {
    let raster = room(9000, 6800, &[]);
    assert_eq!(raster.free_cells().count(), 180 * 136);
    assert_eq!((raster.cell, raster.columns, raster.rows), (50, 183, 139));
    let corner = raster.at(Point::new(10, 10)).expect("inside");
    assert_eq!((raster.middle(corner), raster.is_free(corner)), (Point::new(25, 25), true));
    assert!(raster.at(Point::new(-60, 0)).is_none());
}

#[test]
fn widths_in_a_corridor_are_within_a_cell() {
    // 0.90 m: 18 cells, so that no cell lies in the middle; 0.95 m: 19 cells.
    for (width, found) in [(900, 850), (950, 950), (1400, 1350), (1450, 1450)] {
        let raster = room(5000, width, &[]);
        let middle = raster.at(Point::new(2500, width / 2)).expect("inside");
        assert_eq!(raster.width(middle), found, "{width}");
    }
}

#[test]
fn an_obstacle_takes_its_cells() {
    let raster = room(3000, 3000, &[rectangle(1000, 1000, 700, 500)]);
    assert_eq!(raster.free_cells().count(), 3600 - 14 * 10);
    assert!(!raster.is_free(raster.at(Point::new(1010, 1010)).expect("inside")));
    assert!(raster.is_free(raster.at(Point::new(990, 1010)).expect("inside")));
}

#[test]
fn a_large_hall_takes_coarser_cells() {
    let raster = room(50_000, 50_000, &[]);
    assert_eq!(raster.cell, 200);
    assert!(raster.columns * raster.rows <= 100_000);
}

/// A wall across the room with two gaps: 0.65 m near, 1.25 m far.
#[test]
fn the_widest_way_goes_by_the_wider_gap() {
    let walls =
        [rectangle(0, 2000, 1000, 100), rectangle(1650, 2000, 5350, 100), rectangle(8250, 2000, 750, 100)];
    let raster = room(9000, 6000, &walls);
    let door = raster.at(Point::new(1300, 1000)).expect("inside");
    let seat = raster.at(Point::new(1300, 4500)).expect("inside");
    let flood = Flood::widest(&raster, &[door]);
    assert_eq!(flood.width(seat), 1250);
    let narrowest =
        flood.back(seat).map(|cell| raster.middle(cell)).min_by_key(|point| (point.y - 2050).abs());
    assert!(narrowest.is_some_and(|point| (7000..8250).contains(&point.x)), "{narrowest:?}");
    let near = Flood::shortest(&raster, &[door], 600).length(seat).expect("a way");
    let far = Flood::shortest(&raster, &[door], 900).length(seat).expect("a way");
    assert!((3300..3700).contains(&near) && far > 12_000, "{near} {far}");
    assert_eq!(Flood::shortest(&raster, &[door], 1400).length(seat), None);
}

#[test]
fn a_closed_off_corner_is_not_reached() {
    let raster = room(4000, 4000, &[rectangle(0, 1000, 1000, 100), rectangle(1000, 0, 100, 1100)]);
    let flood = Flood::widest(&raster, &[raster.at(Point::new(3000, 3000)).expect("inside")]);
    let corner = raster.at(Point::new(500, 500)).expect("inside");
    assert!(!flood.reaches(corner) && flood.width(corner) == 0 && flood.back(corner).next().is_none());
}

#[test]
fn a_straight_way_is_two_points() {
    let raster = room(4000, 2000, &[]);
    let at = |x, y| raster.at(Point::new(x, y)).expect("inside");
    let lengths = Flood::shortest(&raster, &[at(500, 1000)], 0);
    assert_eq!(raster.line(lengths.back(at(3500, 1000))).len(), 2);
    assert_eq!(lengths.length(at(3500, 1000)), Some(3000));
}

proptest! {
    #[test]
    fn lengths_are_never_shorter_than_the_crow_flies_nor_8_percent_longer(x in 100..8900, y in 100..6700) {
        let raster = room(9000, 6800, &[]);
        let (door, seat) = (raster.at(Point::new(4500, 100)).expect("inside"), raster.at(Point::new(x, y)).expect("inside"));
        let length = f64::from(Flood::shortest(&raster, &[door], 0).length(seat).expect("a way"));
        let crow = raster.middle(door).distance(raster.middle(seat));
        prop_assert!(length >= crow * 0.999 - 5.0 && length <= crow * 1.085 + 5.0, "{length} {crow}");
    }

    #[test]
    fn the_widest_way_is_as_wide_as_its_narrowest_cell(
        obstacles in prop::collection::vec((0..8000, 0..6000, 200..2000, 200..2000), 0..8), x in 0..9000, y in 0..6800
    ) {
        let outlines: Vec<Vec<Point>> = obstacles.iter().map(|(x, y, w, h)| rectangle(*x, *y, *w, *h)).collect();
        let raster = room(9000, 6800, &outlines);
        let Some(door) = raster.nearest_free(Point::new(0, 0), 9000) else { return Ok(()) };
        let flood = Flood::widest(&raster, &[door]);
        let seat = raster.at(Point::new(x, y)).expect("inside");
        if flood.reaches(seat) {
            let narrowest = flood.back(seat).map(|cell| raster.width(cell).max(1)).min();
            prop_assert_eq!(Some(flood.width(seat)), narrowest);
            prop_assert_eq!(flood.back(seat).last(), Some(door));
        }
    }
}
