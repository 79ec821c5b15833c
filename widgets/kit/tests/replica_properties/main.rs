//! Whatever the network does, whatever people do at once: once it heals, everybody sees what is stored, nothing
//! that was acknowledged is gone, and nothing that was typed was lost silently.
//!
//! `PROPTEST_CASES=10000 cargo test --release -p greffon-kit --test replica_properties` looks harder.

mod dice;
mod ledger;
mod person;
mod server;
mod undo;
mod world;

use proptest::prelude::*;
use world::{Act, ITEMS, Weather, World};

fn weather() -> impl Strategy<Value = Weather> {
    (
        1..4_usize,
        prop_oneof![Just(0), 0..60_u64],
        prop_oneof![Just(0), 0..40_u64],
        prop_oneof![Just(10_u64), 10..4_000_u64],
        any::<bool>(),
        any::<bool>(),
        prop_oneof![4 => Just(100_usize), 1 => 0..4_usize],
        any::<u64>(),
    )
        .prop_map(|(people, loss, doubling, delay, outbox, lifting, room, seed)| Weather {
            people,
            loss,
            doubling,
            delay,
            outbox,
            lifting,
            room,
            seed,
        })
}

fn act() -> impl Strategy<Value = Act> {
    let item = || prop_oneof![3 => 0..2_usize, 1 => 0..ITEMS.len()];
    prop_oneof![
        12 => (item(), 0..4_usize).prop_map(|(item, field)| Act::Set { item, field }),
        4 => (0..2_usize, 2..5_usize, any::<bool>())
            .prop_map(|(one, two, together)| Act::SetTwo { items: (one, two), together }),
        4 => item().prop_map(|item| Act::Append { item }),
        2 => item().prop_map(|item| Act::EditEntry { item }),
        2 => item().prop_map(|item| Act::Move { item }),
        3 => item().prop_map(|item| Act::Delete { item }),
        4 => Just(Act::Undo),
        2 => Just(Act::Redo),
        3 => any::<bool>().prop_map(|mine| Act::Settle { mine }),
        3 => Just(Act::Offline),
        3 => Just(Act::Online),
        1 => Just(Act::NewPort),
        1 => Just(Act::Crash),
        1 => Just(Act::Leave),
        1 => Just(Act::PurgeTombstones),
        1 => Just(Act::ForgetOpIds),
        1 => any::<bool>().prop_map(Act::Full),
        12 => (0..2_000_u64).prop_map(Act::Wait),
        2 => (0..40_000_u64).prop_map(Act::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_all_come_to_see_what_is_stored_and_nothing_is_lost_silently(
        weather in weather(),
        acts in prop::collection::vec((0..3_usize, act()), 1..80),
    ) {
        let people = weather.people;
        let mut world = World::new(weather);
        world.run(500);
        for (who, act) in &acts {
            world.act(who % people, act);
        }
        world.heal();
    }
}
