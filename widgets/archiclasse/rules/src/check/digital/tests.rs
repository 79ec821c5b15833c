use super::*;
use crate::testing::*;

/// A cart needs one socket and one RJ45, a fixed computer two and one.
#[test]
fn plugs_are_counted() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    drawn.piece("chariot-16", 5000, 300, 0);
    drawn.piece("poste-informatique", 7000, 600, 0);
    drawn.sockets(TOP, 6000, 2, FixtureKind::Socket);
    let found = drawn.asks_once(Check::Sockets);
    assert_eq!((figure(&found, "found"), figure(&found, "wanted")), (2, 3));
    assert_eq!(found.cure, Some(Cure::Add(Needed::Sockets, 1)));
    assert_eq!(figure(&drawn.asks_once(Check::Network), "wanted"), 2);
    // A block of the catalogue gives four and two.
    drawn.piece("prises-4-rj45-2", 6000, 30, 0);
    assert_eq!((drawn.asks(Check::Sockets), drawn.asks(Check::Network)), (vec![], vec![]));
}

/// A socket on the left wall at 1.00 m from the lower corner: at (0, 5.80). A cart whose left edge is 3.50 m from it.
#[test]
fn a_lead_of_3_m() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    drawn.sockets(LEFT, 1000, 4, FixtureKind::Socket);
    let cart = drawn.piece("chariot-16", 3500 + 350, 5800, 0);
    let found = drawn.asks_once(Check::SocketDistance);
    assert_eq!(figure(&found, "found"), 3500);
    drawn.cure(Check::SocketDistance);
    drawn.change(cart, |piece| piece.at.x = 3000 + 350);
    assert_eq!(drawn.asks(Check::SocketDistance), []);
}

#[test]
fn devices_ask_for_access_points() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    drawn.piece("chariot-32", 5000, 400, 0);
    let found = drawn.asks_once(Check::WifiCount);
    assert_eq!((figure(&found, "devices"), figure(&found, "found"), figure(&found, "wanted")), (32, 0, 1));
    drawn.piece("borne-wifi", 4500, 3400, 0);
    assert_eq!(drawn.asks(Check::WifiCount), []);
    drawn.piece("chariot-16", 7000, 400, 0);
    assert_eq!(figure(&drawn.asks_once(Check::WifiCount), "wanted"), 2, "48 devices");
    drawn.sockets(TOP, 4500, 1, FixtureKind::AccessPoint);
    assert_eq!(drawn.asks(Check::WifiCount), []);
}

/// Row 32: primary schools only.
#[test]
fn wifi_in_a_primary_school() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    drawn.piece("borne-wifi", 4500, 3400, 0);
    assert_eq!((drawn.asks(Check::WifiSwitch), drawn.asks(Check::WifiUnder3)), (vec![], vec![]));
    drawn.plan.header.stage = Stage::Elementaire;
    drawn.asks_once(Check::WifiSwitch);
    assert_eq!(drawn.asks(Check::WifiUnder3), []);
    drawn.piece("interrupteur-wifi", 1500, 30, 0);
    assert_eq!(drawn.asks(Check::WifiSwitch), []);
    drawn.plan.header.stage = Stage::Maternelle;
    drawn.asks_once(Check::WifiUnder3);
}

/// Row 34.
#[test]
fn a_primary_class_has_a_projection() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    drawn.piece("poste-t4", 4000, 3000, 0);
    assert_eq!(drawn.asks(Check::Projection), []);
    drawn.plan.header.stage = Stage::Elementaire;
    drawn.asks_once(Check::Projection);
    drawn.piece("videoprojecteur", 4500, 350, 0);
    assert_eq!(drawn.asks(Check::Projection), []);
}
