use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::testing::level;

fn table(answer: &Value) -> ClassCounts {
    read(&Framework::crcn(), answer, Lang::Fr).unwrap()
}

fn row<'c>(counts: &'c ClassCounts, code: &str) -> &'c CompetenceCounts {
    counts.domains.iter().flat_map(|domain| &domain.rows).find(|row| row.code == *code).unwrap()
}

fn numbers(counts: &ClassCounts) -> Vec<u8> {
    counts.levels.iter().map(|level| level.number()).collect()
}

#[test]
fn a_class_of_24() {
    let counts = table(&json!({
        "group": "g5b", "members": 26, "population": 24, "rev": 311,
        "cells": [
            { "by": ["1.1", 2], "count": 6 }, { "by": ["1.1", 3], "count": 18 },
            { "by": ["1.2", 1], "masked": true }, { "by": ["1.2", 2], "count": 12 }, { "by": ["1.2", 4], "masked": true },
            { "by": ["4.1", 2], "count": 5 },
        ]
    }));
    assert_eq!(
        (counts.group.as_str(), counts.members, counts.population),
        ("g5b", Some(26), Population::Told(24))
    );
    assert_eq!(numbers(&counts), [1, 2, 3, 4, 5]);
    assert_eq!(
        row(&counts, "1.1").cells,
        [
            Cell::Nobody,
            Cell::Count { count: 6, shade: 2 },
            Cell::Count { count: 18, shade: 4 },
            Cell::Nobody,
            Cell::Nobody
        ]
    );
    assert_eq!(row(&counts, "1.1").total, Some(24));
    let masked = row(&counts, "1.2");
    assert_eq!((masked.cells[0], masked.cells[3], masked.total), (Cell::Masked, Cell::Masked, None));
    assert_eq!(row(&counts, "4.1").cells[0], Cell::NoSuchLevel);
    assert_eq!((row(&counts, "4.1").total, row(&counts, "5.2").total), (Some(5), Some(0)));
    assert_eq!(counts.summary, ClassSummary { told: 3, total: 16, masked: 2, most_frequent: Some(level(2)) });
    assert_eq!(counts.strays, 0);
}

#[test]
fn higher_levels_get_their_columns_when_somebody_is_there() {
    let counts =
        table(&json!({ "group": "g", "population": 9, "cells": [{ "by": ["3.4", 7], "masked": true }] }));
    assert_eq!(numbers(&counts), [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(row(&counts, "3.4").cells[6], Cell::Masked);
}

#[test]
fn too_few_to_be_told() {
    let counts =
        table(&json!({ "group": "g", "members": 30, "population": { "masked": true }, "cells": [] }));
    assert_eq!(counts.population, Population::TooFew);
    let counts = table(&json!({ "group": "g", "members": 30, "population": { "count": 0 }, "cells": [] }));
    assert_eq!((counts.population, counts.summary.most_frequent), (Population::Told(0), None));
}

#[test]
fn cells_that_fit_nowhere_are_left_out_and_counted() {
    let counts = table(&json!({ "group": "g", "population": 9, "cells": [
        { "by": ["4.1", 1], "count": 6 }, { "by": ["9.9", 1], "count": 6 }, { "by": ["1.1", 9], "count": 6 },
        { "by": ["1.1", 0], "count": 6 }, { "by": ["1.1", "3"], "count": 6 }, { "by": ["1.1"], "count": 6 },
        { "by": ["1.1", 3], "count": -6 }, { "by": ["1.1", 3], "count": 6.5 }, { "by": ["1.1", 3] }, 7,
        { "by": ["1.1", 3], "count": 6 },
    ] }));
    assert_eq!(counts.strays, 10);
    assert_eq!(row(&counts, "1.1").total, Some(6));
}

#[test]
fn another_answer_is_none() {
    for answer in [
        json!(null),
        json!({}),
        json!({ "group": "g", "population": 3 }),
        json!({ "group": "g", "cells": [] }),
        json!({ "group": 7, "population": 3, "cells": [] }),
        json!({ "group": "g", "population": "many", "cells": [] }),
        json!({ "group": "g", "population": {}, "cells": [] }),
    ] {
        assert_eq!(read(&Framework::crcn(), &answer, Lang::Fr), Err(NotATally), "{answer}");
    }
}

proptest! {
    #[test]
    fn no_number_is_made_of_what_is_masked(
        cells in prop::collection::vec((0_usize..16, 1_u8..=8, prop::option::of(5_u32..40)), 0..60),
        population in 5_u32..1200,
    ) {
        let framework = Framework::crcn();
        let told: Vec<Value> = cells
            .iter()
            .map(|(competence, level, count)| {
                let by = json!([framework.competences[*competence].code.as_str(), level]);
                count.map_or_else(|| json!({ "by": by, "masked": true }), |count| json!({ "by": by, "count": count }))
            })
            .collect();
        let counts = table(&json!({ "group": "g", "population": population, "cells": told }));
        for row in counts.domains.iter().flat_map(|domain| &domain.rows) {
            prop_assert_eq!(row.cells.len(), counts.levels.len());
            prop_assert_eq!(row.total.is_none(), row.cells.contains(&Cell::Masked));
            for cell in &row.cells {
                if let Cell::Count { count, shade } = cell {
                    prop_assert!((1..=5).contains(shade) && *count >= 5);
                }
            }
            if row.code == *"4.1" {
                prop_assert_eq!(row.cells[0], Cell::NoSuchLevel);
            }
        }
    }
}
