"""What the engine keeps, to look at: nothing here is written but through the engine."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

from django.db import models

if TYPE_CHECKING:
    _QuerySet = models.QuerySet[Any]
    _TextField = models.TextField[Any, Any]
else:
    _QuerySet, _TextField = models.QuerySet, models.TextField


class ReadOnly(Exception):
    """Somebody tried to write what only the engine writes."""

    def __init__(self) -> None:
        super().__init__("only the engine writes here: use loyalty_engine.django.program(actor)")


class ReadOnlyRows(_QuerySet):
    """Rows that can only be read."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ReadOnly

    create = bulk_create = bulk_update = update = delete = _refuse


class TextField(_TextField):
    """Text, also where PostgreSQL has a type of its own for it."""

    def from_db_value(self, value: Any, *_: Any) -> str | None:
        return None if value is None else str(value)

    def deconstruct(self) -> Any:
        name, _, arguments, options = super().deconstruct()
        return name, "django.db.models.TextField", arguments, options


class AmountField(TextField):
    """An exact amount, which SQLite keeps as text."""

    def from_db_value(self, value: Any, *_: Any) -> Any:
        return None if value is None else Decimal(str(value))


class View(models.Model):
    """A row of one of the engine's views."""

    program = TextField(help_text="The tenant.")
    id = TextField(primary_key=True)

    objects = ReadOnlyRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ReadOnly

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ReadOnly


class Member(View):
    """A member, with the profile and the newest membership."""

    kind = TextField(help_text="walk_in, member or vip.")
    name = TextField(null=True)
    phone = TextField(null=True)
    email = TextField(null=True)
    status = TextField(help_text="active, inactive or blocked.")
    card_number = TextField(null=True)
    starts_on: models.DateField[date | None, date | None] = models.DateField(null=True, help_text="The first day of the newest membership.")
    ends_on: models.DateField[date | None, date | None] = models.DateField(null=True, help_text="Its last day.")
    cycle: models.IntegerField[int | None, int | None] = models.IntegerField(null=True, help_text="The round, from 1.")
    stamps: models.IntegerField[int | None, int | None] = models.IntegerField(null=True, help_text="Stamps on the card in hand.")
    card_of: models.IntegerField[int | None, int | None] = models.IntegerField(null=True, help_text="Stamps that fill it.")

    class Meta:
        managed = False
        db_table = "loyalty_view_members"
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.name or self.id)


class Reward(View):
    """A reward and what became of it."""

    member = TextField()
    kind = TextField()
    status = TextField(help_text="open, redeemed, lapsed or taken_back.")
    until: models.DateField[date | None, date | None] = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "loyalty_view_rewards"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} ({self.status})"


class Purchase(View):
    """A purchase."""

    member = TextField(null=True)
    outlet = TextField(null=True)
    receipt = TextField(null=True)
    amount = AmountField()
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    status = TextField(help_text="completed or refunded.")

    class Meta:
        managed = False
        db_table = "loyalty_view_purchases"
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.receipt or self.id)


#: Every model, and the noun of its view.
VIEWS: dict[type[View], str] = {Member: "members", Reward: "rewards", Purchase: "purchases"}
