"""`manage.py loyalty_verify`: replays every event and compares."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from loyalty_engine.django import Loyalty
from loyalty_engine.django._loyalty import named
from loyalty_engine.errors import LoyaltyError


class Command(BaseCommand):
    help = "Replays every event of a program, and compares what comes out with what is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("program", nargs="?", help="which program; LOYALTY['PROGRAM'] when left out")
        parser.add_argument("--database", help="where it lives; LOYALTY['DATABASE'] when left out")

    def handle(self, *args: Any, program: str | None, database: str | None, **options: Any) -> None:
        try:
            findings = Loyalty(database).verify(named(program)).findings
        except LoyaltyError as error:
            raise CommandError(str(error)) from error
        if findings:
            raise CommandError("\n".join(findings))
        self.stdout.write("all is as its events say")
