# Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from . import types as _t
from ._base import ProgramBase


class Program(ProgramBase):
    """A program, and every operation on it. Each call waits for its answer, without holding the interpreter."""

    __slots__ = ()

    def publish_rules(
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
        answer: _t.Outcome = self._command("publish_rules", {"rules": rules}, key, at, dry_run)
        return answer

    def issue_cards(
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
        answer: _t.Outcome = self._command("issue_cards", {"count": count, "numbers": numbers}, key, at, dry_run)
        return answer

    def activate(
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
        answer: _t.Outcome = self._command("activate", {"card": card, "name": name, "phone": phone, "email": email, "starts": starts, "ends": ends}, key, at, dry_run)
        return answer

    def register(
        self,
        name: _t.PersonName,
        *,
        phone: _t.PhoneInput | None = None,
        email: _t.Email | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Make a person known, without a card.

        :param name: The person's name.
        :param phone: The person's phone, in any spelling.
        :param email: The person's e-mail address.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = self._command("register", {"name": name, "phone": phone, "email": email}, key, at, dry_run)
        return answer

    def update_profile(
        self,
        member: _t.MemberRef,
        *,
        name: _t.PersonName | None = None,
        phone: _t.PhoneInput | None = None,
        email: _t.Email | None = None,
        birth_date: _t.Date | None = None,
        address: _t.Line | None = None,
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
        :param gender: As the person says.
        :param notes: What the staff should know.
        :param kind: Makes somebody a VIP, or an ordinary customer again.
        :param clear: Fields to empty.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = self._command("update_profile", {"member": member, "name": name, "phone": phone, "email": email, "birth_date": birth_date, "address": address, "gender": gender, "notes": notes, "kind": kind, "clear": clear}, key, at, dry_run)
        return answer

    def renew(
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
        answer: _t.Outcome = self._command("renew", {"member": member}, key, at, dry_run)
        return answer

    def block(
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
        answer: _t.Outcome = self._command("block", {"member": member, "reason": reason}, key, at, dry_run)
        return answer

    def unblock(
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
        answer: _t.Outcome = self._command("unblock", {"member": member, "reason": reason}, key, at, dry_run)
        return answer

    def replace_card(
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
        answer: _t.Outcome = self._command("replace_card", {"member": member, "card": card, "reason": reason}, key, at, dry_run)
        return answer

    def close(
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
        answer: _t.Outcome = self._command("close", {"member": member, "reason": reason}, key, at, dry_run)
        return answer

    def record_purchase(
        self,
        member: _t.MemberRef | None = None,
        *,
        amount: _t.Money,
        gross: _t.Money | None = None,
        outlet: _t.OutletId | None = None,
        receipt: _t.ReceiptNumber | None = None,
        key: str | None = None,
        at: datetime | None = None,
        dry_run: bool = False,
    ) -> _t.Outcome:
        """Record a till's purchase, paid and completed.

        :param member: Who bought; left out for a passer-by.
        :param amount: What was paid.
        :param gross: The price before discounts, where it differs.
        :param outlet: Where; the actor's outlet when left out.
        :param receipt: The receipt number, unique at its outlet. It is an idempotency key by itself.
        :param key: The idempotency key: asked again under it, the first answer comes back.
        :param at: The moment; the machine's clock when left out.
        :param dry_run: Answer the same, and write nothing.
        """
        answer: _t.Outcome = self._command("record_purchase", {"member": member, "amount": amount, "gross": gross, "outlet": outlet, "receipt": receipt}, key, at, dry_run)
        return answer

    def void_purchase(
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
        answer: _t.Outcome = self._command("void_purchase", {"purchase": purchase, "reason": reason}, key, at, dry_run)
        return answer

    def redeem(
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
        answer: _t.Outcome = self._command("redeem", {"member": member, "reward": reward, "purchase": purchase}, key, at, dry_run)
        return answer

    def undo_redemption(
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
        answer: _t.Outcome = self._command("undo_redemption", {"reward": reward, "reason": reason}, key, at, dry_run)
        return answer

    def settle(
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
        answer: _t.Outcome = self._command("settle", {"member": member}, key, at, dry_run)
        return answer

    def look_up(
        self,
        member: _t.MemberRef,
        *,
        at: datetime | None = None,
    ) -> _t.MemberView:
        """One member, as of now.

        :param member: Whom.
        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.MemberView = self._query("look_up", {"member": member}, at)
        return answer

    def history(
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
        answer: _t.HistoryView = self._query("history", {"member": member, "after": after, "limit": limit}, at)
        return answer

    def list_members(
        self,
        search: _t.Line | None = None,
        *,
        status: _t.MemberStatus | None = None,
        membership: _t.MembershipStatus | None = None,
        kind: _t.MemberKind | None = None,
        after: _t.MemberId | None = None,
        limit: int | None = None,
        at: datetime | None = None,
    ) -> _t.MembersView:
        """Members, by the order in which they became known.

        :param search: Only these: a part of the name, phone or e-mail address.
        :param status: Only members who stand so.
        :param membership: Only members whose newest membership stands so.
        :param kind: Only this sort of customer.
        :param after: Go on after this member.
        :param limit: How many, up to 1000; 100 when left out.
        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.MembersView = self._query("list_members", {"search": search, "status": status, "membership": membership, "kind": kind, "after": after, "limit": limit}, at)
        return answer

    def summary(
        self,
        *,
        at: datetime | None = None,
    ) -> _t.Summary:
        """Figures of the program.

        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.Summary = self._query("summary", {}, at)
        return answer

    def read_rules(
        self,
        version: int | None = None,
        *,
        at: datetime | None = None,
    ) -> _t.RulesView:
        """The rules in force.

        :param version: Which; the newest when left out.
        :param at: The moment; the machine's clock when left out.
        """
        answer: _t.RulesView = self._query("read_rules", {"version": version}, at)
        return answer
