"""The Django app in a project of its own: its tests are run by Django's runner, on each database."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from support import PATIENCE
from test_fork import served

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


needs_admin = pytest.mark.skipif("DATABASE_ADMIN_URL" not in os.environ, reason="there is no PostgreSQL to test on")


@contextmanager
def database() -> Iterator[str]:
    """An empty one of an ordinary role, which may not make databases: row level security holds for it."""
    name, owner = f"test_django_{os.getpid()}", urlsplit(os.environ["DATABASE_URL"]).username
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" OWNER "{owner}"')
        try:
            yield name
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@needs_admin
def test_a_shop_on_postgresql_keeps_its_promises(tmp_path: Path) -> None:
    with database() as name:
        run(tmp_path, "--keepdb", SHOP_DATABASE="postgresql", SHOP_NAME=name)


APP = """
import os
from decimal import Decimal

from django.core.wsgi import get_wsgi_application

get_wsgi_application()

from django.db import close_old_connections
from loyalty_engine import Actor, CardRef, MemberRef, RulesSource
from loyalty_engine.django import Loyalty, program

OWNER, SARI = Actor("owner", "budi"), MemberRef(phone="0812-3456-7890")
RULES = '''
[program]
name = "Kopi Hub"
currency = "IDR"
time_zone = "Asia/Jakarta"
phone_region = "ID"
[membership]
lasts = { months = 3 }
[stamps]
per_cycle = 10
min_amount = "50000"
'''

def open_shop():
    shop = program(OWNER)
    shop.publish_rules(RulesSource(text=RULES))
    shop.issue_cards(numbers=["CARD-1"])
    shop.activate(CardRef(number="CARD-1"), name="Sari", phone="0812-3456-7890")

def app(environ, start_response):
    receipt = environ["PATH_INFO"].strip("/")
    program(OWNER).record_purchase(SARI, amount=Decimal("75000"), outlet="kemang", receipt=receipt)
    close_old_connections()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""
PROVE = """
import shop
assert shop.Loyalty().verify("kopi-hub").findings == ()
print(len(shop.program(shop.OWNER).history(shop.SARI, limit=200).entries))
"""


@pytest.mark.parametrize("sort", ["sqlite", pytest.param("postgresql", marks=needs_admin)])
def test_gunicorn_preloads_a_django_shop(sort: str, tmp_path: Path) -> None:
    with database() if sort == "postgresql" else nullcontext("") as name:
        (tmp_path / "shop.py").write_text(APP)
        path = os.pathsep.join([str(tmp_path), str(HERE)])
        variables = os.environ | {"DJANGO_SETTINGS_MODULE": "django_shop.settings", "PYTHONPATH": path}
        variables |= {"SHOP_DATABASE": sort, "SHOP_FILE": str(tmp_path / "shop.sqlite3"), "SHOP_NAME": name}
        if name:
            variables["DATABASE_URL"] = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))

        def python(*words: str) -> str:
            done = subprocess.run([sys.executable, *words], env=variables, cwd=tmp_path, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
            return done.stdout

        python("-m", "django", "migrate")
        python("-c", "import shop; shop.open_shop()")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = ["-m", "gunicorn", "--preload", "--workers", "3", "--bind", f"127.0.0.1:{port}", "shop:app"]
        log = (tmp_path / "log").open("w")
        server = subprocess.Popen([sys.executable, *words], env=variables, cwd=tmp_path, stdout=log, stderr=log)
        try:
            pids = served(port, server, tmp_path)
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)
            log.close()
        assert server.returncode == 0, (tmp_path / "log").read_text()
        assert len(pids) == 3 and server.pid not in pids
        # It was activated, and bought once to see that it listens, and a hundred times.
        assert python("-c", PROVE) == "102\n"
