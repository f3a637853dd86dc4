//! What a store must list.

use std::sync::Arc;

use super::world::*;
use super::{Outcome, Store};
use crate::event::Subject;
use crate::id::MemberId;
use crate::member::{MemberKind, MemberStatus, MembershipStatus, Profile, RewardState, Search};
use crate::record::{Record, RecordKey, RecordKind};
use crate::store::{Expect, Page, PageRequest, Write};
use crate::time::Date;

pub(super) fn entries_are_paged_in_the_order_of_their_writing(store: Store) -> Outcome {
    let world = World::new(store)?;
    let (a, b) = (Subject::Member(world.id(0)?), Subject::Member(world.id(1)?));
    let written = [(b, 1), (a, 1), (a, 2), (b, 2), (a, 3)];
    written.iter().try_for_each(|(subject, seq)| world.append(*subject, *seq..=*seq))?;
    let (mut found, mut after) = (Vec::new(), 0);
    loop {
        let page = world.entries(None, after, 2)?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        found.extend(page.iter().map(|(_, entry)| (entry.subject, entry.seq)));
    }
    same("order", found, written.to_vec())
}

pub(super) fn entries_of_one_log_are_paged_by_number(store: Store) -> Outcome {
    let world = World::new(store)?;
    let subject = Subject::Member(world.id(0)?);
    world.append(Subject::Program, 1..=3)?;
    world.append(subject, 1..=5)?;
    let seqs = |after, limit| {
        Ok::<_, String>(world.entries(Some(subject), after, limit)?.iter().map(|(_, e)| e.seq).collect::<Vec<_>>())
    };
    same("first", seqs(0, 2)?, vec![1, 2])?;
    same("middle", seqs(2, 2)?, vec![3, 4])?;
    same("last", seqs(4, 2)?, vec![5])?;
    same("beyond", seqs(5, 2)?, vec![])
}

pub(super) fn pages_stay_stable_while_entries_are_added(store: Store) -> Outcome {
    let world = World::new(store)?;
    let subject = Subject::Member(world.id(0)?);
    world.append(subject, 1..=4)?;
    let first = world.entries(None, 0, 2)?;
    world.append(subject, 5..=6)?;
    let after = first.last().map_or(0, |(position, _)| *position);
    let rest = world.entries(None, after, 100)?;
    let seqs: Vec<u64> = first.iter().chain(&rest).map(|(_, entry)| entry.seq).collect();
    same("entries", seqs, vec![1, 2, 3, 4, 5, 6])
}

pub(super) fn members_are_paged_and_filtered(store: Store) -> Outcome {
    let world = World::new(store)?;
    let terms = [("2026-11-21", "2026-11-21"), ("2026-08-01", "2026-11-20"), ("2026-11-22", "2027-01-01")];
    for n in 0..6 {
        let mut member = world.member(n)?;
        member.blocked = n == 3;
        member.closed = n == 4;
        member.kind = if n == 5 { MemberKind::WalkIn } else { MemberKind::Member };
        let term = terms.get(n).copied().or((n == 3 || n == 4).then_some(("2026-11-01", "2026-12-01")));
        member.membership = term.map(|(starts, ends)| membership(starts, ends)).transpose()?;
        let (key, record) = member_record(member);
        ok(world.put(vec![new(key, record)]))?;
    }
    let ids = |wanted: &[usize]| wanted.iter().map(|n| world.id(*n)).collect::<Result<Vec<_>, _>>();
    same("all", world.members_page(|_| {})?, ids(&[0, 1, 2, 3, 4, 5])?)?;
    same("two", world.members_page(|page| page.limit = 2)?, ids(&[0, 1])?)?;
    let second = world.id(1)?;
    same("after", world.members_page(|page| page.after = Some(second))?, ids(&[2, 3, 4, 5])?)?;
    for (status, wanted) in
        [(MemberStatus::Active, &[0, 1, 2, 5][..]), (MemberStatus::Blocked, &[3]), (MemberStatus::Inactive, &[4])]
    {
        same("status", world.members_page(|page| page.status = Some(status))?, ids(wanted)?)?;
    }
    for (status, wanted) in [
        (MembershipStatus::Active, &[0, 4][..]),
        (MembershipStatus::Expired, &[1]),
        (MembershipStatus::NotStarted, &[2]),
        (MembershipStatus::Blocked, &[3]),
    ] {
        same("membership", world.members_page(|page| page.membership = Some(status))?, ids(wanted)?)?;
    }
    same("kind", world.members_page(|page| page.kind = Some(MemberKind::WalkIn))?, ids(&[5])?)
}

pub(super) fn members_are_found_by_a_part_of_name_phone_or_email(store: Store) -> Outcome {
    let world = World::new(store)?;
    let people =
        [("Sari Ünal", "+6281234567890", "sari@example.com"), ("Budi 100%", "+6289999999999", "budi_x@example.com")];
    for (n, (name, phone, email)) in people.into_iter().enumerate() {
        let (name, phone, email) = (Some(text(name)?), Some(text(phone)?), Some(text(email)?));
        let profile = Profile { name, phone, email, ..Profile::default() };
        let (key, record) = member_record(world.member(n)?);
        let profile_key = RecordKey::Profile(world.id(n)?);
        ok(world.put(vec![new(key, record), new(profile_key, Record::Profile(Arc::new(profile)))]))?;
    }
    for (part, wanted) in [
        ("ünal", vec![0]),
        ("sari", vec![0]),
        ("8999", vec![1]),
        ("example", vec![0, 1]),
        ("00%", vec![1]),
        ("%", vec![1]),
        ("_x@", vec![1]),
        ("nobody", vec![]),
    ] {
        let found = world.members_page(|page| page.search = Some(Search::new(part)))?;
        same(part, found, wanted.into_iter().map(|n| world.id(n)).collect::<Result<_, _>>()?)?;
    }
    Ok(())
}

pub(super) fn a_search_goes_with_its_profile_and_with_what_else_is_asked(store: Store) -> Outcome {
    let world = World::new(store)?;
    let profile = |name: &str| Ok::<_, String>(Profile { name: Some(text(name)?), ..Profile::default() });
    for n in 0..6 {
        let mut member = world.member(n)?;
        member.kind = if n < 2 { MemberKind::Vip } else { MemberKind::Member };
        (member.blocked, member.closed) = (n == 2, n == 3);
        let (key, record) = member_record(member);
        let known = Record::Profile(Arc::new(profile("Budi Santoso")?));
        ok(world.put(vec![new(key, record), new(RecordKey::Profile(world.id(n)?), known)]))?;
    }
    let found = |search: &str, status, kind| {
        let ids = world.members_page(|page| {
            (page.search, page.status, page.kind) = (Some(Search::new(search)), status, kind);
        })?;
        let place = |id: MemberId| world.ids.iter().position(|known| *known == id);
        Ok::<_, String>(ids.into_iter().filter_map(place).collect::<Vec<_>>())
    };
    for search in ["budi santoso", "nto", "B", "sa"] {
        same(search, found(search, None, None)?, vec![0, 1, 2, 3, 4, 5])?;
        same("active", found(search, Some(MemberStatus::Active), None)?, vec![0, 1, 4, 5])?;
        same("blocked", found(search, Some(MemberStatus::Blocked), None)?, vec![2])?;
        same("inactive", found(search, Some(MemberStatus::Inactive), None)?, vec![3])?;
        same("of a kind", found(search, None, Some(MemberKind::Vip))?, vec![0, 1])?;
        same("of no kind", found(search, None, Some(MemberKind::WalkIn))?, vec![])?;
    }
    // Every three signs of it are there, and not in this order.
    let (key, record) = member_record(world.member(6)?);
    let known = Record::Profile(Arc::new(profile("Abcxbcd")?));
    ok(world.put(vec![new(key, record), new(RecordKey::Profile(world.id(6)?), known)]))?;
    same("not in this order", found("abcd", None, None)?, vec![])?;
    let key = RecordKey::Profile(world.id(4)?);
    ok(world.put(vec![at_version(key, 1, Record::Profile(Arc::new(profile("Dewi Santoso")?)))]))?;
    let gone = RecordKey::Profile(world.id(5)?);
    ok(world.put(vec![Write { key: gone, expect: Expect::Version(1), record: None }]))?;
    same("changed", found("dewi", None, None)?, vec![4])?;
    same("the old name", found("budi", None, None)?, vec![0, 1, 2, 3])?;
    same("what both have", found("santoso", None, None)?, vec![0, 1, 2, 3, 4])
}

pub(super) fn a_search_neither_skips_nor_repeats_while_members_are_added(store: Store) -> Outcome {
    let world = World::new(store)?;
    let add = |n: usize| {
        let (key, record) = member_record(world.member(n)?);
        let profile = Profile { name: Some(text("Wulan Sari")?), ..Profile::default() };
        ok(world.put(vec![new(key, record), new(RecordKey::Profile(world.id(n)?), Record::Profile(Arc::new(profile)))]))
    };
    [0, 2, 3, 5].into_iter().try_for_each(add)?;
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = world.members_page(|page| {
            (page.search, page.after, page.limit) = (Some(Search::new("wulan s")), after, 2);
        })?;
        seen.extend(&page);
        if page.len() < 2 {
            break;
        }
        // One joins before what was seen, and one after it.
        if after.is_none() {
            add(1)?;
            add(6)?;
        }
        after = page.last().copied();
    }
    let expected = [0, 2, 3, 5, 6].map(|n| world.id(n)).into_iter().collect::<Result<Vec<_>, _>>()?;
    same("seen", seen, expected)
}

pub(super) fn due_members_come_by_day(store: Store) -> Outcome {
    let world = World::new(store)?;
    let days = [Some("2026-11-22"), Some("2026-11-20"), None, Some("2026-11-20"), Some("2026-11-21")];
    for (n, due) in days.iter().enumerate() {
        let mut member = world.member(n)?;
        member.due = due.map(text).transpose()?;
        let (key, record) = member_record(member);
        ok(world.put(vec![new(key, record)]))?;
    }
    let due = |after, limit| match world.page(PageRequest::Due {
        program: world.program.clone(),
        on: text("2026-11-21")?,
        after,
        limit,
    })? {
        Page::Due(due) => Ok(due),
        other => Err(format!("another page came: {other:?}")),
    };
    let (early, late): (Date, Date) = (text("2026-11-20")?, text("2026-11-21")?);
    let expected = vec![(early, world.id(1)?), (early, world.id(3)?), (late, world.id(4)?)];
    same("all", due(None, 100)?, expected.clone())?;
    same("first", due(None, 1)?, expected.iter().take(1).copied().collect())?;
    same("rest", due(expected.first().copied(), 100)?, expected.iter().skip(1).copied().collect())?;
    // What was settled leaves the list.
    let mut settled = world.member(1)?;
    settled.due = None;
    let (key, record) = member_record(settled);
    ok(world.put(vec![at_version(key, 1, record)]))?;
    same("after one was settled", due(None, 100)?, expected.into_iter().skip(1).collect())
}

pub(super) fn records_are_paged_by_key(store: Store) -> Outcome {
    let world = World::new(store)?;
    for n in 0..5 {
        let (key, record) = member_record(world.member(n)?);
        ok(world.put(vec![new(key, record)]))?;
    }
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let request =
            PageRequest::Records { program: world.program.clone(), kind: RecordKind::Member, after, limit: 2 };
        let Page::Records(page) = world.page(request)? else { return Err("another page came".to_owned()) };
        let Some((last, _, _)) = page.last() else { break };
        after = Some(last.text());
        found.extend(page.iter().map(|(key, version, _)| (*key, *version)));
    }
    let expected = (0..5).map(|n| Ok((RecordKey::Member(world.id(n)?), 1))).collect::<Result<Vec<_>, String>>()?;
    same("records", found, expected)
}

pub(super) fn members_and_rewards_are_counted_as_time_has_left_them(store: Store) -> Outcome {
    let world = World::new(store)?;
    for (n, ends) in ["2026-11-20", "2026-11-21"].into_iter().enumerate() {
        let mut member = world.member(n)?;
        member.membership = Some(membership("2026-08-01", ends)?);
        let id = member.id;
        let (key, record) = member_record(member);
        let mut writes = vec![new(key, record)];
        for (position, state) in [(1, RewardState::Open), (2, RewardState::Redeemed)] {
            let place = text(&format!("{id}.1.1.{position}"))?;
            writes.push(Write {
                key: RecordKey::Reward(place),
                expect: Expect::Any,
                record: Some(reward_record(state)?),
            });
        }
        ok(world.put(writes))?;
    }
    let tally = |lapse| {
        let request = PageRequest::Tally { program: world.program.clone(), today: text("2026-11-21")?, lapse };
        match world.page(request)? {
            Page::Tally(tally) => Ok(tally),
            other => Err(format!("another page came: {other:?}")),
        }
    };
    let kind = || text::<crate::id::RewardKind>("free_drink");
    let members = vec![
        (MemberStatus::Active, Some(MembershipStatus::Active), 1),
        (MemberStatus::Active, Some(MembershipStatus::Expired), 1),
    ];
    same("members", tally(true)?.members, members)?;
    let lapsed =
        vec![(kind()?, RewardState::Open, 1), (kind()?, RewardState::Redeemed, 2), (kind()?, RewardState::Lapsed, 1)];
    same("rewards that lapse", tally(true)?.rewards, lapsed)?;
    let kept = vec![(kind()?, RewardState::Open, 2), (kind()?, RewardState::Redeemed, 2)];
    same("rewards that are kept", tally(false)?.rewards, kept)
}
