//! What every store must do. A store crate writes one constructor and one macro line, and gets every case.

mod batch;
mod commit;
mod load;
mod page;
mod world;

use std::sync::Arc;

use batch::*;
use commit::*;
use load::*;
use page::*;

use crate::store::LoyaltyStore;

/// A store, as the cases see it.
pub type Store = Arc<dyn LoyaltyStore>;
/// How a case ends: well, or with what was wrong.
pub type Outcome = Result<(), String>;

/// Declares the cases once, and the macro that turns each into a test of a store.
macro_rules! cases {
    ($($name:ident)*) => {
        /// Every case by name.
        pub const CASES: &[(&str, fn(Store) -> Outcome)] = &[$((stringify!($name), $name)),*];

        /// One test a case, for a store that `$make` makes empty, together with what must outlive it.
        #[macro_export]
        macro_rules! store_conformance {
            ($make:expr) => {
                $(#[test]
                fn $name() {
                    let (store, _guard) = $make();
                    $crate::testing::conformance::run(stringify!($name), store);
                })*
            };
        }
    };
}

cases! {
    an_empty_store_has_nothing
    what_was_committed_is_loaded
    text_of_every_sort_comes_back_as_it_was
    a_record_is_written_only_at_the_version_that_was_seen
    a_record_that_must_be_absent_is_written_once
    a_record_can_be_removed
    an_owned_record_is_written_whatever_its_version
    a_handle_has_one_owner
    a_handle_is_passed_on_and_released_by_its_owner_only
    an_entry_is_the_next_of_its_log
    a_key_is_remembered_once
    nothing_is_written_when_one_expectation_fails
    nothing_told_in_words_stays_of_who_is_forgotten
    of_commits_that_race_one_wins
    a_card_brings_its_member_and_the_profile
    a_member_brings_the_card_when_asked
    a_member_brings_open_rewards_when_asked_or_due
    a_member_brings_the_rewards_that_run_out_by_a_day_and_the_next_that_will
    a_receipt_brings_purchase_member_and_entry
    a_key_brings_its_entry
    only_newer_rules_come_along
    entries_are_paged_in_the_order_of_their_writing
    entries_of_one_log_are_paged_by_number
    pages_stay_stable_while_entries_are_added
    members_are_paged_and_filtered
    members_are_found_by_a_part_of_name_phone_or_email
    a_search_goes_with_its_profile_and_with_what_else_is_asked
    a_search_neither_skips_nor_repeats_while_members_are_added
    due_members_come_by_day
    records_are_paged_by_key
    members_and_rewards_are_counted_as_time_has_left_them
    two_programs_share_nothing
    a_batch_hands_over_again_what_it_took_back
}

/// Runs one case by name.
#[expect(clippy::panic, reason = "a failing case fails its test")]
pub fn run(name: &str, store: Store) {
    let case = CASES.iter().find(|(known, _)| *known == name);
    let outcome = case.map_or_else(|| Err("there is no such case".to_owned()), |(_, case)| case(store));
    if let Err(problem) = outcome {
        panic!("{name}: {problem}");
    }
}
