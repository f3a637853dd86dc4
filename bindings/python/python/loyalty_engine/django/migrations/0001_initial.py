"""The engine's own tables, made by the engine beside the project's, and the models that read them."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def migrate(apps: Any, schema_editor: Any) -> None:
    """Makes the tables in the database in which programs live."""
    from loyalty_engine.django import Loyalty, conf

    if schema_editor.connection.alias == conf.get("DATABASE"):
        Loyalty(schema_editor.connection.alias).migrate()


def text(**options: Any) -> Any:
    return models.TextField(**options)


def view(noun: str) -> dict[str, Any]:
    return {"db_table": f"loyalty_view_{noun}", "ordering": ["-id"], "managed": False}


_ROW = [("program", text(help_text="The tenant.")), ("id", text(primary_key=True, serialize=False))]


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunPython(migrate, migrations.RunPython.noop),
        migrations.CreateModel(
            "Member",
            [
                *_ROW,
                ("kind", text(help_text="walk_in, member or vip.")),
                ("name", text(null=True)),
                ("phone", text(null=True)),
                ("email", text(null=True)),
                ("status", text(help_text="active, inactive or blocked.")),
                ("card_number", text(null=True)),
                ("starts_on", models.DateField(null=True, help_text="The first day of the newest membership.")),
                ("ends_on", models.DateField(null=True, help_text="Its last day.")),
                ("cycle", models.IntegerField(null=True, help_text="The round, from 1.")),
                ("stamps", models.IntegerField(null=True, help_text="Stamps on the card in hand.")),
                ("card_of", models.IntegerField(null=True, help_text="Stamps that fill it.")),
            ],
            view("members"),
        ),
        migrations.CreateModel(
            "Reward",
            [
                *_ROW,
                ("member", text()),
                ("kind", text()),
                ("status", text(help_text="open, redeemed, lapsed or taken_back.")),
                ("until", models.DateField(null=True)),
            ],
            view("rewards"),
        ),
        migrations.CreateModel(
            "Purchase",
            [
                *_ROW,
                ("member", text(null=True)),
                ("outlet", text(null=True)),
                ("receipt", text(null=True)),
                ("amount", text()),
                ("at", models.DateTimeField()),
                ("status", text(help_text="completed or refunded.")),
            ],
            view("purchases"),
        ),
    ]
