"""A program as a user writes it; a type checker has nothing to say about it."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timezone
from decimal import Decimal

from loyalty_engine import (
    Actor,
    CardRef,
    Invalid,
    Loyalty,
    LoyaltyError,
    MemberRef,
    Outcome,
    Refused,
    Request,
    RulesSource,
    Unavailable,
    aio,
    events,
    refusals,
)
from loyalty_engine.types import Document, MemberView, ProgramSection, RecordPurchase, Renew


def stamps(outcome: Outcome) -> list[int]:
    return [stamp.number for stamp in outcome.stamps]


def earned(outcome: Outcome) -> list[str]:
    return [event.kind for event in outcome.events if isinstance(event, events.RewardEarned)]


def shop(loyalty: Loyalty) -> MemberView:
    owner = loyalty.program("kopi-hub", Actor("owner", "budi"))
    section = ProgramSection(name="Kopi Hub", currency="IDR", time_zone="Asia/Jakarta", phone_region="ID")
    owner.publish_rules(RulesSource(document=Document(program=section)), at=datetime.now(timezone.utc))
    owner.activate(CardRef(number="CARD-1"), name="Sari", phone="0812", starts=date(2026, 3, 2))
    cashier = owner.acting_as(Actor("cashier", "sari", outlet="kemang"))
    try:
        stamps(cashier.record_purchase(MemberRef(phone="0812"), amount=Decimal("75000"), key="order-1"))
    except Refused as refused:
        if isinstance(refused.fields, refusals.MemberBlocked):
            print(refused.message)
    except Invalid as invalid:
        print([problem.field for problem in invalid.problems])
    except Unavailable as unavailable:
        print(unavailable.outcome == "unknown", unavailable.retry)
    for answer in cashier.batch([Renew(member=MemberRef(phone="0812")), Request(RecordPurchase(Decimal(1)), key="2")]):
        if not isinstance(answer, LoyaltyError):
            print(earned(answer), answer.at.isoformat())
    settled = loyalty.settle("kopi-hub", dry_run=True)
    print(settled.members + 1, loyalty.verify("kopi-hub").findings, loyalty.migrate().now)
    return cashier.look_up(MemberRef(phone="0812"))


async def later(loyalty: aio.Loyalty) -> Outcome:
    cashier = loyalty.program("kopi-hub", Actor("cashier", "sari", outlet="kemang"))
    outcomes = await asyncio.gather(cashier.record_purchase(MemberRef(phone="0812"), amount=Decimal("75000")))
    return outcomes[0]
