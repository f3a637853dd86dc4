"""The Django app in a project of its own: its tests are run by Django's runner, on each database."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

HERE = Path(__file__).parent


def run(folder: Path, *options: str, **environment: str) -> None:
    variables = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "django_shop.settings",
        "PYTHONPATH": str(HERE),
        "SHOP_FILE": str(folder / "shop.sqlite3"),
        **environment,
    }
    command = [sys.executable, "-W", "error", "-m", "django", "test", "django_shop", "--noinput", *options]
    done = subprocess.run(command, env=variables, cwd=folder, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\nOK" in done.stderr, done.stderr


def test_a_shop_on_sqlite_keeps_its_promises(tmp_path: Path) -> None:
    run(tmp_path, SHOP_DATABASE="sqlite")


@pytest.mark.skipif("DATABASE_ADMIN_URL" not in os.environ, reason="there is no PostgreSQL to test on")
def test_a_shop_on_postgresql_keeps_its_promises(tmp_path: Path) -> None:
    """As an ordinary role, which may not make databases: row level security holds for it."""
    name, owner = f"test_django_{os.getpid()}", urlsplit(os.environ["DATABASE_URL"]).username
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" OWNER "{owner}"')
        try:
            run(tmp_path, "--keepdb", SHOP_DATABASE="postgresql", SHOP_NAME=name)
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
