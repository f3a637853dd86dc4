"""Awards stamps for some seconds in some processes, and prints how many a second as one line of JSON."""

import argparse
import json
import multiprocessing
import os
import random
import time
import uuid
from datetime import timedelta
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import IntegrityError, connection, connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from kopihub.models import (  # noqa: E402
    Customer,
    Membership,
    MembershipCard,
    ProgramSettings,
    RewardType,
    Stamp,
    StampCycle,
)
from kopihub.services import award_stamp_for_transaction  # noqa: E402

CHUNK = 5_000
WARM_UP_SECONDS = 0.5


def prepare(members: int) -> None:
    """Makes the tables, and members up to this number."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    ProgramSettings.get_solo()
    known = Membership.objects.count()
    for first in range(known, members, CHUNK):
        with transaction.atomic():
            enrol(range(first, min(first + CHUNK, members)))
    if known < members:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def enrol(numbers: range) -> None:
    """The rows that activating a card writes, many at once."""
    start = timezone.localdate()
    customers = Customer.objects.bulk_create(
        Customer(name="Sari", phone=f"+62812{number:08}") for number in numbers
    )
    memberships = Membership.objects.bulk_create(
        Membership(
            customer=customer,
            card_number=f"CARD-{number:08}",
            start_date=start,
            end_date=start + timedelta(days=90),
        )
        for number, customer in zip(numbers, customers)
    )
    MembershipCard.objects.bulk_create(
        MembershipCard(card_number=membership.card_number, is_assigned=True, membership=membership)
        for membership in memberships
    )
    cycles = StampCycle.objects.bulk_create(
        StampCycle(membership=membership, cycle_number=1) for membership in memberships
    )
    Stamp.objects.bulk_create(
        Stamp(cycle=cycle, number=1, reward_type=RewardType.FREE_DRINK) for cycle in cycles
    )


def award(ids: list[int], seconds: float, barrier, results) -> None:
    """One process's awards: how many, how many failed, in how long."""
    chance = random.Random()
    run = uuid.uuid4().hex[:8]

    def until(deadline: float) -> tuple[int, int]:
        awarded = failed = 0
        while time.perf_counter() < deadline:
            # As every view of the document begins; it joins the customer as well, which is left out here.
            membership = Membership.objects.get(pk=chance.choice(ids))
            receipt = f"INV-{run}-{awarded:010}"
            try:
                stamp = award_stamp_for_transaction(membership, Decimal("75000"), receipt)
            except IntegrityError:
                # Two awards for one member at one moment: the document's code fails here, and so does its caller.
                failed += 1
                continue
            assert stamp is not None
            awarded += 1
        return awarded, failed

    until(time.perf_counter() + WARM_UP_SECONDS)
    barrier.wait()
    begun = time.perf_counter()
    awarded, failed = until(begun + seconds)
    results.put((awarded, failed, time.perf_counter() - begun))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--processes", type=int, required=True)
    arguments = parser.parse_args()

    prepare(arguments.members)
    ids = list(Membership.objects.order_by("pk").values_list("pk", flat=True))
    # A connection must not be shared with a child.
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    barrier, results = fork.Barrier(arguments.processes), fork.Queue()
    work = (ids, arguments.seconds, barrier, results)
    children = [
        fork.Process(target=award, args=work, daemon=True) for _ in range(arguments.processes)
    ]
    for child in children:
        child.start()
    # Generous, so that a child that died ends the run instead of hanging it.
    wait = arguments.seconds + 60
    done = [results.get(timeout=wait) for _ in children]
    for child in children:
        child.join()
    rate = sum(awarded / spent for awarded, _, spent in done)
    failed = sum(failed for _, failed, _ in done)
    print(json.dumps({"awards_per_second": rate, "failed": failed}))


if __name__ == "__main__":
    main()
