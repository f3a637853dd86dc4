"""`manage.py loyalty_settle`: writes down what time has done."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from loyalty_engine.django import Loyalty
from loyalty_engine.django._loyalty import named
from loyalty_engine.errors import LoyaltyError


class Command(BaseCommand):
    help = "Writes down what time has done: ended memberships, lapsed rewards. Right answers never wait for it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("program", nargs="?", help="which program; LOYALTY['PROGRAM'] when left out")
        parser.add_argument("--database", help="where it lives; LOYALTY['DATABASE'] when left out")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")

    def handle(self, *args: Any, program: str | None, database: str | None, dry_run: bool, **options: Any) -> None:
        try:
            settled = Loyalty(database).settle(named(program), dry_run=dry_run)
        except LoyaltyError as error:
            raise CommandError(str(error)) from error
        start = "dry run: " if dry_run else ""
        self.stdout.write(
            f"{start}{settled.members} due: {settled.ended} memberships ended, {settled.lapsed} rewards lapsed"
        )
        if settled.errors:
            raise CommandError(f"{len(settled.errors)} could not be settled; the first: {settled.errors[0]}")
