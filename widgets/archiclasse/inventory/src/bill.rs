//! What a plan takes, what of it the school has, what is to be repaired or bought, and what that costs.

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_catalogue::piece::Bill as Column;
use greffon_archiclasse_plan::piece::{Ownership, Piece};
use greffon_archiclasse_plan::{Id, Plan};

use crate::price::PriceList;
use crate::stock::Stock;

/// A kind of piece on the bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id in the catalogue.
    pub item: String,
    /// Which of the bought columns it belongs to.
    pub column: Column,
    /// How many the plan takes.
    pub needed: u32,
    /// How many of them the school has.
    pub owned: u32,
    /// How many of them are repaired.
    pub repair: u32,
    /// How many of them are bought.
    pub buy: u32,
    /// How many stand in the room now and are taken out.
    pub removed: u32,
    /// What one costs to buy, euro cents.
    pub price: Option<u32>,
    /// What one costs to repair, euro cents.
    pub repair_price: Option<u32>,
}

impl Line {
    /// What the line costs, euro cents; `None` where a price that it takes is not known.
    pub fn total(&self) -> Option<u64> {
        let part = |count: u32, price: Option<u32>| {
            if count == 0 { Some(0) } else { price.map(|price| u64::from(count) * u64::from(price)) }
        };
        Some(part(self.buy, self.price)? + part(self.repair, self.repair_price)?)
    }
}

/// What some lines cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// What is priced, euro cents.
    pub cents: u64,
    /// How many lines are not priced and not in it.
    pub unpriced: usize,
}

/// The bill of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bill {
    /// By column, then by the ids of pieces.
    pub lines: Vec<Line>,
}

impl Bill {
    /// The bill of a whole plan. What the school has in its inventory is taken off, whether or not a piece of the plan
    /// was marked as owned.
    pub fn of(plan: &Plan, catalogue: &Catalogue, stock: &Stock, prices: &PriceList) -> Self {
        Self::of_pieces(plan.pieces.iter().map(|(_, piece)| piece), catalogue, stock, prices)
    }

    /// The bill of one zone: the pieces that furnish it, as they are marked.
    pub fn of_zone(zone: Id, plan: &Plan, catalogue: &Catalogue, prices: &PriceList) -> Self {
        let pieces = plan.pieces.iter().map(|(_, piece)| piece).filter(|piece| piece.zone == Some(zone));
        Self::of_pieces(pieces, catalogue, &Stock::default(), prices)
    }

    /// The bill of some pieces.
    pub fn of_pieces<'p>(
        pieces: impl Iterator<Item = &'p Piece>,
        catalogue: &Catalogue,
        stock: &Stock,
        prices: &PriceList,
    ) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for piece in pieces {
            let at = lines.iter().position(|line| line.item == piece.item).unwrap_or_else(|| {
                let known = catalogue.piece(&piece.item);
                lines.push(Line {
                    item: piece.item.clone(),
                    column: known.map_or(Column::Furniture, |known| known.family.bill()),
                    needed: 0,
                    owned: 0,
                    repair: 0,
                    buy: 0,
                    removed: 0,
                    price: prices.buy(&piece.item, known),
                    repair_price: prices.get(&piece.item).repair,
                });
                lines.len() - 1
            });
            let line = &mut lines[at];
            match piece.ownership {
                Ownership::ToRemove => line.removed += 1,
                Ownership::Owned => (line.needed, line.owned) = (line.needed + 1, line.owned + 1),
                Ownership::ToRepair => (line.needed, line.repair) = (line.needed + 1, line.repair + 1),
                Ownership::ToBuy => line.needed += 1,
            }
        }
        for line in &mut lines {
            let held = stock.get(&line.item);
            // What is marked on the plan and what the inventory says may be the same pieces: the greater number counts.
            line.owned = line.owned.max(held.good).min(line.needed);
            line.repair = line.repair.max(held.repair).min(line.needed - line.owned);
            line.buy = line.needed - line.owned - line.repair;
        }
        lines.sort_by(|one, other| (one.column, &one.item).cmp(&(other.column, &other.item)));
        Self { lines }
    }

    /// What the lines of a column cost, or all.
    pub fn total(&self, column: Option<Column>) -> Total {
        let lines = self.lines.iter().filter(|line| column.is_none_or(|column| line.column == column));
        lines.fold(Total::default(), |mut total, line| {
            match line.total() {
                Some(cents) => total.cents += cents,
                None => total.unpriced += 1,
            }
            total
        })
    }

    /// The line of a piece.
    pub fn line(&self, item: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.item == item)
    }
}

#[cfg(test)]
mod tests;
