use super::*;
use crate::testing::*;

#[test]
fn sizes_follow_the_stage() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    drawn.piece("poste-t6", 2000, 3000, 0);
    drawn.piece("poste-t5", 4000, 3000, 0);
    assert_eq!(drawn.asks(Check::SizeStage), [], "a collège");
    drawn.plan.header.stage = Stage::Elementaire;
    let found = drawn.asks_once(Check::SizeStage);
    assert_eq!((figure(&found, "count"), figure(&found, "least"), figure(&found, "most")), (1, 4, 5));
    drawn.plan.header.stage = Stage::Maternelle;
    assert_eq!(figure(&drawn.asks_once(Check::SizeStage), "count"), 2);
}

#[test]
fn a_chair_fits_its_table() {
    let mut drawn = Drawn::room(9000, 6800);
    drawn.door(TOP, 1000, 930);
    drawn.piece("table-simple-t6", 3000, 3000, 0);
    drawn.piece("chaise-t6", 3000, 3400, 180);
    assert_eq!(drawn.asks(Check::SizePair), []);
    drawn.piece("table-simple-t6", 6000, 3000, 0);
    let chair = drawn.piece("chaise-t5", 6000, 3400, 180);
    let found = drawn.asks_once(Check::SizePair);
    assert_eq!((figure(&found, "found"), figure(&found, "wanted")), (5, 6));
    drawn.change(chair, |piece| piece.at.y = 5000);
    assert_eq!(drawn.asks(Check::SizePair), [], "a chair that stands alone");
}
