"""The shop's own tests, as its team would write them: run by Django's runner, on SQLite and on PostgreSQL."""

import asyncio
import io
import tempfile
import threading
from decimal import Decimal
from pathlib import Path
from unittest import mock

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection, connections, transaction
from django.test import Client, TestCase, TransactionTestCase, override_settings
import loyalty_engine.aio
from loyalty_engine import Actor, CardRef, MemberRef, Refused, Request, RulesSource, types
from loyalty_engine.django import Loyalty, aprogram, program
from loyalty_engine.django.models import Member, Purchase, ReadOnly, Reward

from django_shop.shop.models import Order

OWNER = Actor("owner", "budi")
CASHIER = Actor("cashier", "sari", outlet="kemang")
PHONE = "0812-3456-7890"
RULES = """
[program]
name = "Kopi Hub"
currency = "IDR"
time_zone = "Asia/Jakarta"
phone_region = "ID"
rounding = { places = 0 }

[membership]
lasts = { months = 3 }

[stamps]
per_cycle = 10
min_amount = "50000"
at_activation = 1
rewards = { 1 = "free_drink" }

[rewards.free_drink]
label = "Free Americano/Latte"
kind = "item"
"""


def open_shop() -> None:
    kopihub = program(OWNER)
    kopihub.publish_rules(RulesSource(text=RULES))
    kopihub.issue_cards(numbers=["KOPI-001"])
    kopihub.activate(CardRef(number="KOPI-001"), name="Sari", phone=PHONE)


def stamps() -> int:
    card = program(CASHIER).look_up(MemberRef(phone=PHONE)).stamps
    return card.count if card else 0


def buy(receipt: str, total: str = "75000") -> None:
    Order.objects.create(receipt=receipt, phone=PHONE, total=Decimal(total))
    program(CASHIER).record_purchase(MemberRef(phone=PHONE), amount=Decimal(total), receipt=receipt)


class InOneTransaction(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        open_shop()

    def test_an_order_and_its_stamp_are_committed_together(self) -> None:
        with transaction.atomic():
            buy("INV-1")
        self.assertEqual((Order.objects.count(), stamps()), (1, 2))

    def test_an_order_that_fails_takes_its_stamp_with_it(self) -> None:
        with self.assertRaises(RuntimeError), transaction.atomic():
            buy("INV-1")
            raise RuntimeError("the printer is on fire")
        self.assertEqual((Order.objects.count(), stamps()), (0, 1))

    def test_a_stamp_that_is_refused_leaves_the_order_to_the_view(self) -> None:
        with transaction.atomic():
            buy("INV-1")
            with self.assertRaises(Refused):
                program(CASHIER).record_purchase(MemberRef(phone=PHONE), amount=Decimal("1"), receipt="INV-1")
            Order.objects.create(receipt="INV-2", phone=PHONE, total=Decimal("1"))
        self.assertEqual((Order.objects.count(), stamps()), (2, 2))

    def test_a_refusal_is_kept_under_its_key(self) -> None:
        nobody = MemberRef(phone="0812-0000-0000")
        for _ in range(2):
            with self.assertRaises(Refused) as refused:
                program(CASHIER).redeem(nobody, reward=types.RewardRef(kind="free_drink"), key="r-1")
            self.assertEqual(refused.exception.code, "member_not_found")
        with self.assertRaises(Refused) as refused:
            program(CASHIER).renew(MemberRef(phone=PHONE), key="r-1")
        self.assertEqual(refused.exception.code, "key_reused")

    def test_a_receipt_stamps_once_and_a_key_answers_again(self) -> None:
        buy("INV-1")
        again = program(CASHIER).record_purchase(MemberRef(phone=PHONE), amount=Decimal("75000"), receipt="INV-1")
        self.assertTrue(again.replay)
        self.assertEqual(stamps(), 2)

    def test_a_batch_goes_through_djangos_connection_too(self) -> None:
        buys = [
            Request(types.RecordPurchase(member=MemberRef(phone=PHONE), amount=Decimal("60000"), receipt=f"B-{n}"))
            for n in range(3)
        ]
        answers = program(CASHIER).batch(buys)
        self.assertEqual([len(answer.stamps) for answer in answers], [1, 1, 1])

    def test_what_is_read_is_what_was_written_in_this_transaction(self) -> None:
        buy("INV-1")
        member = Member.objects.get(phone="+6281234567890")
        self.assertEqual((member.name, member.status, member.stamps, member.card_of), ("Sari", "active", 2, 10))
        self.assertEqual(Reward.objects.get(member=member.id).status, "open")
        self.assertEqual(Purchase.objects.get(receipt="INV-1").amount, Decimal("75000"))

    def test_the_models_only_read(self) -> None:
        member = Member.objects.get()
        for write in (
            member.save,
            member.delete,
            Member.objects.all().delete,
            lambda: Member.objects.update(name="x"),
            lambda: Member.objects.create(name="x"),
        ):
            with self.assertRaises(ReadOnly):
                write()

    def test_the_next_test_begins_where_this_one_began(self) -> None:
        self.assertEqual((Order.objects.count(), stamps()), (0, 1))

    def test_all_is_as_its_events_say(self) -> None:
        buy("INV-1")
        self.assertEqual(Loyalty().verify("kopi-hub").findings, ())
        out = io.StringIO()
        call_command("loyalty_verify", stdout=out)
        self.assertIn("all is as its events say", out.getvalue())

    def test_the_sweep_says_what_it_did(self) -> None:
        out = io.StringIO()
        call_command("loyalty_settle", "--dry-run", stdout=out)
        self.assertIn("dry run: 0 due", out.getvalue())
        with self.assertRaises(CommandError):
            call_command("loyalty_settle", "nobody")

    def test_a_view_answers(self) -> None:
        client = Client()
        body = {"receipt": "INV-1", "phone": PHONE, "total": "75000"}
        answer = client.post("/buy", body, content_type="application/json")
        self.assertEqual(answer.json(), {"stamps": 1})
        self.assertEqual(client.get(f"/card/{PHONE}").json(), {"count": 2})


class TheAdmin(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        open_shop()
        get_user_model().objects.create_superuser("rina", password="x")

    def setUp(self) -> None:
        self.client.force_login(get_user_model().objects.get())
        self.member = Member.objects.get()

    def page(self) -> str:
        return self.client.get(f"/admin/loyalty/member/{self.member.id}/change/").content.decode()

    def act(self, **data: str) -> str:
        url = f"/admin/loyalty/member/{self.member.id}/change/"
        return self.client.post(url, data, follow=True).content.decode()

    def test_it_lists_and_finds_members(self) -> None:
        self.assertContains(self.client.get("/admin/loyalty/member/"), "KOPI-001")
        self.assertNotContains(self.client.get("/admin/loyalty/member/?q=nobody"), "KOPI-001")
        self.assertContains(self.client.get("/admin/loyalty/reward/"), "free_drink")
        self.assertEqual(self.client.get("/admin/loyalty/purchase/").status_code, 200)
        self.assertEqual(self.client.get("/admin/loyalty/member/add/").status_code, 403)

    def test_it_shows_the_card_the_rewards_and_the_history(self) -> None:
        page = self.page()
        for part in ("Stamps: 1 of 10", "Free Americano/Latte", "activate", "stamp_given", "owner budi"):
            self.assertIn(part, page)

    def test_a_reward_is_handed_over_by_the_engine(self) -> None:
        reward = Reward.objects.get().id
        self.assertIn("Done: redeem", self.act(act="redeem", reward=reward))
        self.assertIn("already handed over", self.act(act="redeem", reward=reward))
        self.assertEqual(Reward.objects.get().status, "redeemed")

    def test_a_member_is_blocked_for_a_reason(self) -> None:
        self.assertIn("reason", self.act(act="block", reason=""))
        self.assertIn("Done: block", self.act(act="block", reason="card fraud"))
        self.assertIn("card fraud", self.page())
        self.assertIn("There is no such button", self.act(act="explode"))

    def test_who_may_only_look_sees_no_buttons(self) -> None:
        user = get_user_model().objects.create_user("ayu", password="x", is_staff=True)
        from django.contrib.auth.models import Permission

        user.user_permissions.add(Permission.objects.get(codename="view_member"))
        self.client.force_login(user)
        self.assertNotIn("Hand over", self.page())
        self.act(act="block", reason="x")
        self.assertEqual(Member.objects.get().status, "active")


class Checks(TestCase):
    def said(self, **loyalty: object) -> str:
        with override_settings(LOYALTY=loyalty):
            try:
                call_command("check")
            except SystemCheckError as error:
                return str(error)
        return ""

    def test_a_project_that_is_right_has_none(self) -> None:
        self.assertEqual(self.said(PROGRAM="kopi-hub"), "")

    def test_each_mistake_has_one(self) -> None:
        self.assertIn("loyalty.E001", self.said(PROGRAMME="kopi-hub"))
        self.assertIn("'PROGRAM'", self.said(PROGRAMME="kopi-hub"))
        self.assertIn("loyalty.E002", self.said(DATABASE="nowhere"))
        with mock.patch.object(connections["default"], "vendor", "oracle"):
            self.assertIn("loyalty.E003", self.said())

    def test_a_second_sqlite_on_the_file_is_refused(self) -> None:
        file = Path(tempfile.mkdtemp()) / "shop.sqlite3"
        early = loyalty_engine.Loyalty(f"sqlite:{file}")
        with mock.patch.dict(connections.settings, {"other": {"ENGINE": "django.db.backends.sqlite3", "NAME": file}}):
            self.assertIn("loyalty.E005", self.said(PROGRAM="kopi-hub"))
            for opened in (loyalty_engine.Loyalty, loyalty_engine.aio.Loyalty):
                with self.assertRaisesRegex(ValueError, "use loyalty_engine.django"):
                    opened(f"sqlite:{file.parent}/../{file.parent.name}/shop.sqlite3")
        del early

    def test_there_is_no_migration_to_make(self) -> None:
        call_command("makemigrations", "loyalty", check=True, dry_run=True, stdout=io.StringIO())


class Together(TransactionTestCase):
    def setUp(self) -> None:
        open_shop()

    def tearDown(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("DROP SCHEMA loyalty CASCADE")
            else:
                cursor.execute("SELECT type, name FROM sqlite_master WHERE name LIKE 'loyalty\\_%' ESCAPE '\\'")
                found = cursor.fetchall()
                for kind, name in [row for row in found if row[0] in ("view", "table")]:
                    cursor.execute(f'DROP {kind.upper()} "{name}"')
        Loyalty().migrate()

    def test_without_a_transaction_an_operation_is_one_by_itself(self) -> None:
        buy("INV-1")
        self.assertEqual((Order.objects.count(), stamps()), (1, 2))

    def test_two_tills_hand_over_one_reward_once(self) -> None:
        if connection.vendor == "sqlite" and connection.is_in_memory_db():
            self.skipTest("a database in memory belongs to one thread")
        answers: list[str] = []

        def redeem() -> None:
            try:
                program(CASHIER).redeem(MemberRef(phone=PHONE), reward=types.RewardRef(kind="free_drink"))
                answers.append("done")
            except Refused as error:
                answers.append(error.code)
            finally:
                connections.close_all()

        tills = [threading.Thread(target=redeem) for _ in range(4)]
        for till in tills:
            till.start()
        for till in tills:
            till.join(30)
        self.assertEqual(sorted(answers), ["done", "no_reward", "no_reward", "no_reward"])

    def test_async_code_waits_for_its_answer(self) -> None:
        async def ask() -> int:
            card = (await aprogram(CASHIER).look_up(MemberRef(phone=PHONE))).stamps
            return card.count if card else 0

        self.assertEqual(asyncio.run(ask()), 1)
