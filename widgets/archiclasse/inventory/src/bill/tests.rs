use proptest::prelude::*;

use super::*;
use crate::price::Price;
use crate::stock::Held;
use crate::testing::Drawn;

fn list() -> PriceList {
    let mut prices = PriceList::default();
    prices.set("table-simple-t6", Price { buy: Some(8_950), repair: Some(1_500) });
    prices.set("chaise-t6", Price { buy: Some(3_990), repair: None });
    prices
}

/// 10 tables: 3 marked as owned, 2 to repair, 1 to take out. In the inventory 4 good ones.
#[test]
fn what_exists_is_taken_off() {
    let mut drawn = Drawn::room();
    let tables: Vec<Id> = (0..11).map(|at| drawn.piece("table-simple-t6", 500 * at, 0)).collect();
    for (at, ownership) in [
        (0, Ownership::Owned),
        (1, Ownership::Owned),
        (2, Ownership::Owned),
        (3, Ownership::ToRepair),
        (4, Ownership::ToRepair),
        (5, Ownership::ToRemove),
    ] {
        drawn.own(tables[at], ownership);
    }
    let mut stock = Stock::default();
    let bill = |stock: &Stock| Bill::of(&drawn.plan, &drawn.catalogue, stock, &list());
    let line = bill(&stock).line("table-simple-t6").cloned().expect("a line");
    assert_eq!((line.needed, line.owned, line.repair, line.buy, line.removed), (10, 3, 2, 5, 1));
    // 5 × 89.50 + 2 × 15.00
    assert_eq!(line.total(), Some(47_750));
    stock.set("table-simple-t6", Held { good: 4, repair: 0 });
    let line = bill(&stock).line("table-simple-t6").cloned().expect("a line");
    assert_eq!((line.owned, line.repair, line.buy), (4, 2, 4));
    stock.set("table-simple-t6", Held { good: 40, repair: 9 });
    let line = bill(&stock).line("table-simple-t6").cloned().expect("a line");
    assert_eq!((line.owned, line.repair, line.buy, line.total()), (10, 0, 0, Some(0)));
}

#[test]
fn totals_by_column_say_what_is_not_priced() {
    let mut drawn = Drawn::room();
    drawn.piece("table-simple-t6", 0, 0);
    drawn.piece("chaise-t6", 0, 0);
    drawn.piece("chariot-16", 0, 0);
    drawn.piece("borne-wifi", 0, 0);
    let bill = Bill::of(&drawn.plan, &drawn.catalogue, &Stock::default(), &list());
    assert_eq!(bill.total(Some(Column::Furniture)), Total { cents: 12_940, unpriced: 0 });
    assert_eq!(bill.total(Some(Column::Digital)), Total { cents: 0, unpriced: 1 });
    assert_eq!(bill.total(None), Total { cents: 12_940, unpriced: 2 });
    let columns: Vec<Column> = bill.lines.iter().map(|line| line.column).collect();
    assert_eq!(columns, [Column::Wiring, Column::Digital, Column::Furniture, Column::Furniture]);
}

#[test]
fn a_repair_without_a_price_is_not_for_nothing() {
    let mut drawn = Drawn::room();
    let chair = drawn.piece("chaise-t6", 0, 0);
    drawn.own(chair, Ownership::ToRepair);
    let bill = Bill::of(&drawn.plan, &drawn.catalogue, &Stock::default(), &list());
    assert_eq!(bill.total(None), Total { cents: 0, unpriced: 1 });
}

proptest! {
    #[test]
    fn every_piece_is_owned_repaired_or_bought(
        pieces in prop::collection::vec((0_usize..3, 0_usize..4), 0..30), good in 0_u32..9, repair in 0_u32..9
    ) {
        let mut drawn = Drawn::room();
        for (item, ownership) in pieces {
            let id = drawn.piece(["chaise-t6", "table-simple-t6", "armoire"][item], 0, 0);
            drawn.own(id, [Ownership::ToBuy, Ownership::Owned, Ownership::ToRepair, Ownership::ToRemove][ownership]);
        }
        let mut stock = Stock::default();
        stock.set("chaise-t6", Held { good, repair });
        for line in Bill::of(&drawn.plan, &drawn.catalogue, &stock, &list()).lines {
            prop_assert_eq!(line.needed, line.owned + line.repair + line.buy);
        }
    }
}
