"""The app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import connections
from django.db.backends.signals import connection_created

from .._files import keep_off
from . import conf


def name_program(connection: Any, **_: Any) -> None:
    """On PostgreSQL the views show one program only: the one that the connection names."""
    if connection.vendor == "postgresql" and connection.alias == conf.get("DATABASE") and conf.get("PROGRAM"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('loyalty_engine.program', %s, false)", [conf.get("PROGRAM")])


def keep_off_files() -> list[str]:
    """Keeps the engine's own SQLite off the files of Django's. Says which ones are too late."""
    why = "Django has this file open with a SQLite of its own, so use loyalty_engine.django"
    files = [settings["NAME"] for settings in connections.settings.values() if settings["ENGINE"].endswith("sqlite3")]
    return [str(file) for file in files if str(file) != ":memory:" and keep_off(file, why)]


class LoyaltyConfig(AppConfig):
    """The engine in a Django project."""

    name = "loyalty_engine.django"
    label = "loyalty"
    verbose_name = "Loyalty"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ._connection import view
        from .checks import check_settings
        from .models import VIEWS

        checks.register(check_settings)
        keep_off_files()
        connection_created.connect(name_program, dispatch_uid="loyalty.name_program")
        for model, noun in VIEWS.items():
            model._meta.db_table = view(noun)
