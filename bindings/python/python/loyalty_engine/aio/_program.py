# Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from .. import types as _t
from ._base import AsyncProgramBase


class Program(AsyncProgramBase):
    """A program, and every operation on it, to be awaited. What is cancelled is no longer waited for; it is done all the same."""

    __slots__ = ()

    async def publish_rules(
        self,
        rules: _t.RulesSource,
        *,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Publish a new version of the rules.

        :param rules: The rules.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("publish_rules", {"rules": rules}, key, at, dry_run)
        return answer

    async def issue_cards(
        self,
        count: int | None = None,
        *,
        numbers: Sequence[_t.CardNumber] | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Make cards.

        :param count: How many, up to 10 000.
        :param numbers: Numbers that are printed already.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("issue_cards", {"count": count, "numbers": numbers}, key, at, dry_run)
        return answer

    async def activate(
        self,
        card: _t.CardRef,
        *,
        name: _t.PersonName,
        phone: _t.PhoneInput,
        email: _t.Email | None = None,
        starts: _t.Date | None = None,
        ends: _t.Date | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Give a card to a person and start their membership.

        :param card: The card.
        :param name: The person's name.
        :param phone: The person's phone, in any spelling.
        :param email: The person's e-mail address.
        :param starts: The first day; today when left out.
        :param ends: The last day; by the rules when left out.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("activate", {"card": card, "name": name, "phone": phone, "email": email, "starts": starts, "ends": ends}, key, at, dry_run)
        return answer

    async def register(
        self,
        name: _t.PersonName,
        *,
        phone: _t.PhoneInput | None = None,
        email: _t.Email | None = None,
        birth_date: _t.Date | None = None,
        address: _t.Line | None = None,
        city: _t.Line | None = None,
        province: _t.Line | None = None,
        postal_code: _t.Line | None = None,
        gender: _t.Line | None = None,
        notes: _t.Note | None = None,
        kind: _t.MemberKind | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Make a person known, without a card.

        :param name: The person's name.
        :param phone: The person's phone, in any spelling.
        :param email: The person's e-mail address.
        :param birth_date: The day of birth.
        :param address: The postal address.
        :param city: The city.
        :param province: The province or state.
        :param postal_code: The postal code.
        :param gender: As the person says.
        :param notes: What the staff should know.
        :param kind: What sort of customer it is; a walk-in when left out.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("register", {"name": name, "phone": phone, "email": email, "birth_date": birth_date, "address": address, "city": city, "province": province, "postal_code": postal_code, "gender": gender, "notes": notes, "kind": kind}, key, at, dry_run)
        return answer

    async def update_profile(
        self,
        member: _t.MemberRef,
        *,
        name: _t.PersonName | None = None,
        phone: _t.PhoneInput | None = None,
        email: _t.Email | None = None,
        birth_date: _t.Date | None = None,
        address: _t.Line | None = None,
        city: _t.Line | None = None,
        province: _t.Line | None = None,
        postal_code: _t.Line | None = None,
        gender: _t.Line | None = None,
        notes: _t.Note | None = None,
        kind: _t.MemberKind | None = None,
        clear: Sequence[_t.ProfileField] = (),
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Change a profile.

        :param member: Whose.
        :param name: The name.
        :param phone: The phone, in any spelling.
        :param email: The e-mail address.
        :param birth_date: The day of birth.
        :param address: The postal address.
        :param city: The city.
        :param province: The province or state.
        :param postal_code: The postal code.
        :param gender: As the person says.
        :param notes: What the staff should know.
        :param kind: Makes somebody a VIP, or an ordinary customer again.
        :param clear: Fields to empty.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("update_profile", {"member": member, "name": name, "phone": phone, "email": email, "birth_date": birth_date, "address": address, "city": city, "province": province, "postal_code": postal_code, "gender": gender, "notes": notes, "kind": kind, "clear": clear}, key, at, dry_run)
        return answer

    async def renew(
        self,
        member: _t.MemberRef,
        *,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Renew a membership.

        :param member: Whose.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("renew", {"member": member}, key, at, dry_run)
        return answer

    async def block(
        self,
        member: _t.MemberRef,
        *,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Block a member.

        :param member: Whom.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("block", {"member": member, "reason": reason}, key, at, dry_run)
        return answer

    async def unblock(
        self,
        member: _t.MemberRef,
        *,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Unblock a member.

        :param member: Whom.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("unblock", {"member": member, "reason": reason}, key, at, dry_run)
        return answer

    async def replace_card(
        self,
        member: _t.MemberRef,
        *,
        card: _t.CardRef,
        reason: _t.Note | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Replace a lost card.

        :param member: Whose.
        :param card: The new card.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("replace_card", {"member": member, "card": card, "reason": reason}, key, at, dry_run)
        return answer

    async def close(
        self,
        member: _t.MemberRef,
        *,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Close a member.

        :param member: Whom.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("close", {"member": member, "reason": reason}, key, at, dry_run)
        return answer

    async def reopen(
        self,
        member: _t.MemberRef,
        *,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Take back that a member was closed.

        :param member: Whom.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("reopen", {"member": member, "reason": reason}, key, at, dry_run)
        return answer

    async def erase(
        self,
        member: _t.MemberId,
        *,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Remove a member's personal data for good.

        :param member: Whom, by id alone: a phone would stand under an idempotency key again.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("erase", {"member": member}, key, at, dry_run)
        return answer

    async def record_purchase(
        self,
        member: _t.MemberRef | None = None,
        *,
        amount: _t.Money,
        gross: _t.Money | None = None,
        charges: _t.Charges | None = None,
        lines: Sequence[_t.PurchaseLine] = (),
        points: int | None = None,
        outlet: _t.OutletId | None = None,
        receipt: _t.ReceiptNumber | None = None,
        state: _t.FirstState | None = None,
        pay_by: _t.Moment | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Record a till's purchase, paid and completed.

        :param member: Who bought; left out for a passer-by.
        :param amount: What was paid.
        :param gross: The price before discounts, where it differs.
        :param charges: What of the amount is tax or delivery.
        :param lines: What was bought.
        :param points: Pay a part of the amount with so many of the buyer's points.
        :param outlet: Where; the actor's outlet when left out.
        :param receipt: The receipt number, unique at its outlet. It is an idempotency key by itself.
        :param state: How it begins; completed when left out.
        :param pay_by: With `state = "pending"`: until when it has to be paid; by the rules when left out.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("record_purchase", {"member": member, "amount": amount, "gross": gross, "charges": charges, "lines": lines, "points": points, "outlet": outlet, "receipt": receipt, "state": state, "pay_by": pay_by}, key, at, dry_run)
        return answer

    async def void_purchase(
        self,
        purchase: _t.PurchaseRef,
        *,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Take a purchase back as a whole.

        :param purchase: Which.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("void_purchase", {"purchase": purchase, "reason": reason}, key, at, dry_run)
        return answer

    async def pay_purchase(
        self,
        purchase: _t.PurchaseRef,
        *,
        receipt: _t.ReceiptNumber | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Say that an order was paid.

        :param purchase: Which.
        :param receipt: Its receipt number, where it has none yet.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("pay_purchase", {"purchase": purchase, "receipt": receipt}, key, at, dry_run)
        return answer

    async def complete_purchase(
        self,
        purchase: _t.PurchaseRef,
        *,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Say that a purchase was handed over.

        :param purchase: Which.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("complete_purchase", {"purchase": purchase}, key, at, dry_run)
        return answer

    async def cancel_purchase(
        self,
        purchase: _t.PurchaseRef,
        *,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Call a purchase off before it is handed over.

        :param purchase: Which.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("cancel_purchase", {"purchase": purchase, "reason": reason}, key, at, dry_run)
        return answer

    async def reopen_purchase(
        self,
        purchase: _t.PurchaseRef,
        *,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Let a purchase stand again that was called off or taken back.

        :param purchase: Which.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("reopen_purchase", {"purchase": purchase, "reason": reason}, key, at, dry_run)
        return answer

    async def mark_purchase(
        self,
        purchase: _t.PurchaseRef,
        *,
        mark: _t.Mark,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Note a step on a purchase's way that only informs.

        :param purchase: Which.
        :param mark: The step.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("mark_purchase", {"purchase": purchase, "mark": mark}, key, at, dry_run)
        return answer

    async def adopt_purchase(
        self,
        purchase: _t.PurchaseRef,
        *,
        member: _t.MemberRef,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Count a purchase by nobody for a member.

        :param purchase: Which.
        :param member: For whom.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("adopt_purchase", {"purchase": purchase, "member": member}, key, at, dry_run)
        return answer

    async def refund_purchase(
        self,
        purchase: _t.PurchaseRef,
        *,
        units: Sequence[_t.Units] = (),
        amount: _t.Money | None = None,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Give a purchase back: all of it, some units, or an amount.

        :param purchase: Which.
        :param units: Only these units.
        :param amount: Only so much of the bill.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("refund_purchase", {"purchase": purchase, "units": units, "amount": amount, "reason": reason}, key, at, dry_run)
        return answer

    async def exchange_purchase(
        self,
        purchase: _t.PurchaseRef,
        *,
        units: Sequence[_t.Units] = (),
        amount: _t.Money | None = None,
        bought: _t.NewPurchase,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Give something back and buy something else, in one.

        :param purchase: What something is given back of.
        :param units: Only these units.
        :param amount: Only so much of the bill.
        :param bought: What is bought instead.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("exchange_purchase", {"purchase": purchase, "units": units, "amount": amount, "bought": bought, "reason": reason}, key, at, dry_run)
        return answer

    async def reprint_receipt(
        self,
        purchase: _t.PurchaseRef,
        *,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Count that a receipt was printed once more.

        :param purchase: Which.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("reprint_receipt", {"purchase": purchase}, key, at, dry_run)
        return answer

    async def adjust_points(
        self,
        member: _t.MemberRef,
        *,
        points: int,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Give or take points by hand.

        :param member: Whose.
        :param points: How many; below zero takes them.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("adjust_points", {"member": member, "points": points, "reason": reason}, key, at, dry_run)
        return answer

    async def transfer_points(
        self,
        member: _t.MemberRef,
        *,
        to: _t.MemberRef,
        points: int,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Give points to another member.

        :param member: Who gives.
        :param to: Who gets.
        :param points: How many.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("transfer_points", {"member": member, "to": to, "points": points}, key, at, dry_run)
        return answer

    async def spend_points(
        self,
        member: _t.MemberRef,
        *,
        points: int | None = None,
        hold: _t.HoldId | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Spend points as money off.

        :param member: Whose.
        :param points: How many.
        :param hold: Or all of this hold.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("spend_points", {"member": member, "points": points, "hold": hold}, key, at, dry_run)
        return answer

    async def hold_points(
        self,
        member: _t.MemberRef,
        *,
        points: int,
        until: _t.Moment,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Hold points back for something.

        :param member: Whose.
        :param points: How many.
        :param until: Until when; then they are there again.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("hold_points", {"member": member, "points": points, "until": until}, key, at, dry_run)
        return answer

    async def release_points(
        self,
        member: _t.MemberRef,
        *,
        hold: _t.HoldId,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Let held points go.

        :param member: Whose.
        :param hold: Which.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("release_points", {"member": member, "hold": hold}, key, at, dry_run)
        return answer

    async def buy_reward(
        self,
        member: _t.MemberRef,
        *,
        reward: _t.RewardKind,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Buy a reward with points.

        :param member: Who buys.
        :param reward: Which reward of the catalogue.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("buy_reward", {"member": member, "reward": reward}, key, at, dry_run)
        return answer

    async def reverse_reward(
        self,
        reward: _t.Place,
        *,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Give a reward back that was bought with points.

        :param reward: Which.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("reverse_reward", {"reward": reward, "reason": reason}, key, at, dry_run)
        return answer

    async def merge(
        self,
        member: _t.MemberRef,
        *,
        into: _t.MemberRef,
        reason: _t.Note | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Make two members one who are the same person.

        :param member: Who turned out to be the other.
        :param into: Who stays.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("merge", {"member": member, "into": into, "reason": reason}, key, at, dry_run)
        return answer

    async def redeem(
        self,
        member: _t.MemberRef,
        *,
        reward: _t.RewardRef,
        purchase: _t.PurchaseRef | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Hand a reward over.

        :param member: Whose.
        :param reward: Which.
        :param purchase: The purchase it is used on.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("redeem", {"member": member, "reward": reward, "purchase": purchase}, key, at, dry_run)
        return answer

    async def undo_redemption(
        self,
        reward: _t.Place,
        *,
        reason: _t.Note,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Take a handed-over reward back.

        :param reward: Which.
        :param reason: Why.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("undo_redemption", {"reward": reward, "reason": reason}, key, at, dry_run)
        return answer

    async def settle(
        self,
        member: _t.MemberRef,
        *,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Write down what time has done to a member.

        :param member: Whom.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = await self._command("settle", {"member": member}, key, at, dry_run)
        return answer

    async def look_up(
        self,
        member: _t.MemberRef,
        *,
        at: datetime | None = None,
    ) -> _t.MemberView:
        """One member, as of now.

        :param member: Whom.
        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.MemberView = await self._query("look_up", {"member": member}, at)
        return answer

    async def history(
        self,
        member: _t.MemberRef,
        *,
        after: int | None = None,
        limit: int | None = None,
        at: datetime | None = None,
    ) -> _t.HistoryView:
        """A member's entries, oldest first.

        :param member: Whose.
        :param after: Go on after this entry.
        :param limit: How many, up to 1000; 100 when left out.
        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.HistoryView = await self._query("history", {"member": member, "after": after, "limit": limit}, at)
        return answer

    async def look_up_purchase(
        self,
        purchase: _t.PurchaseRef,
        *,
        at: datetime | None = None,
    ) -> _t.PurchaseView:
        """One purchase, as of now.

        :param purchase: Which.
        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.PurchaseView = await self._query("look_up_purchase", {"purchase": purchase}, at)
        return answer

    async def statement(
        self,
        member: _t.MemberRef,
        *,
        after: int | None = None,
        limit: int | None = None,
        at: datetime | None = None,
    ) -> _t.StatementView:
        """What went in and out of a member's points, oldest first.

        :param member: Whose.
        :param after: Go on after this entry of the member's log.
        :param limit: Look through so many entries, up to 1000; 100 when left out.
        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.StatementView = await self._query("statement", {"member": member, "after": after, "limit": limit}, at)
        return answer

    async def forecast(
        self,
        member: _t.MemberRef,
        *,
        by: _t.Date,
        at: datetime | None = None,
    ) -> _t.ForecastView:
        """Which points run out by a day.

        :param member: Whose.
        :param by: The last day that counts.
        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.ForecastView = await self._query("forecast", {"member": member, "by": by}, at)
        return answer

    async def list_members(
        self,
        search: _t.Line | None = None,
        *,
        status: _t.MemberStatus | None = None,
        membership: _t.MembershipStatus | None = None,
        kind: _t.MemberKind | None = None,
        level: _t.LevelName | None = None,
        after: _t.MemberId | None = None,
        limit: int | None = None,
        at: datetime | None = None,
    ) -> _t.MembersView:
        """Members, by the order in which they became known.

        :param search: Only these: a part of the name, phone or e-mail address.
        :param status: Only members who stand so.
        :param membership: Only members whose newest membership stands so.
        :param kind: Only this sort of customer.
        :param level: Only members on this level.
        :param after: Go on after this member.
        :param limit: How many, up to 1000; 100 when left out.
        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.MembersView = await self._query("list_members", {"search": search, "status": status, "membership": membership, "kind": kind, "level": level, "after": after, "limit": limit}, at)
        return answer

    async def summary(
        self,
        *,
        at: datetime | None = None,
    ) -> _t.Summary:
        """Figures of the program.

        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.Summary = await self._query("summary", {}, at)
        return answer

    async def read_rules(
        self,
        version: int | None = None,
        *,
        at: datetime | None = None,
    ) -> _t.RulesView:
        """The rules in force.

        :param version: Which; the newest when left out.
        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.RulesView = await self._query("read_rules", {"version": version}, at)
        return answer
