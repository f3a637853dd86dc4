"""Members in the admin: their card, rewards and history. Everything that is done there is done by the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string

from ..errors import LoyaltyError
from ..types import Actor, MemberRef, RewardRef
from . import conf
from ._loyalty import program
from .models import Member, Purchase, Reward


def actor(request: HttpRequest) -> Actor:
    """Who somebody in the admin is to the engine: a superuser is an owner, anybody else a manager."""
    user: Any = request.user
    return Actor("owner" if user.is_superuser else "manager", user.get_username())


if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin


class _ReadOnly(_ModelAdmin):
    """A list to look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in self.model._meta.fields]


@admin.register(Member)
class MemberAdmin(_ReadOnly):
    """Members, and what can be done for one."""

    list_display = ["name", "phone", "kind", "status", "card_number", "stamps", "card_of", "ends_on", "program"]
    list_filter = ["status", "kind", "program"]
    search_fields = ["name", "phone", "email", "card_number"]
    ordering = ["-id"]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One member as of now, with the card, the rewards and the history."""
        member = self.get_object(request, object_id)
        if member is None or not self.has_view_permission(request, member):
            return super().change_view(request, object_id, form_url, extra_context)
        asked = program(import_string(conf.get("ACTOR"))(request), member.program, using=conf.get("DATABASE"))
        if request.method == "POST":
            if self.has_change_permission(request, member):
                self._act(request, asked, member)
            return redirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": str(member),
            "opts": self.opts,
            "may_act": self.has_change_permission(request, member),
            "member": asked.look_up(MemberRef(id=member.id)),
            "entries": reversed(asked.history(MemberRef(id=member.id), limit=1000).entries),
        }
        return TemplateResponse(request, "admin/loyalty/member/card.html", context)

    def _act(self, request: HttpRequest, asked: Any, member: Any) -> None:
        """Does what a button says, and shows what came of it."""
        whose, given = MemberRef(id=member.id), request.POST
        acts = {
            "redeem": lambda: asked.redeem(whose, reward=RewardRef(id=given.get("reward"))),
            "undo": lambda: asked.undo_redemption(given.get("reward"), reason=given.get("reason", "")),
            "renew": lambda: asked.renew(whose),
            "block": lambda: asked.block(whose, reason=given.get("reason", "")),
            "unblock": lambda: asked.unblock(whose, reason=given.get("reason", "")),
        }
        act = acts.get(given.get("act", ""))
        if act is None:
            messages.error(request, "There is no such button.")
            return
        try:
            outcome = act()
        except LoyaltyError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Done: {outcome.operation}.")


@admin.register(Reward)
class RewardAdmin(_ReadOnly):
    """Rewards and what became of them."""

    list_display = ["kind", "status", "until", "member", "program"]
    list_filter = ["status", "kind", "program"]
    search_fields = ["member"]


@admin.register(Purchase)
class PurchaseAdmin(_ReadOnly):
    """Purchases."""

    list_display = ["receipt", "amount", "at", "outlet", "status", "member", "program"]
    list_filter = ["status", "outlet", "program"]
    search_fields = ["receipt"]
