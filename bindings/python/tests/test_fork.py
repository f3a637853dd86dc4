"""A process that forks, while others of its threads are at work: whoever comes out of it works on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support import PATIENCE, finish, opened, purchases, store

#: Asks until it is done, as anybody should who is told to ask again; no single answer takes longer than 5 seconds.
BUY = """
import os, signal, sys, threading, time
from decimal import Decimal
from loyalty_engine import Loyalty, LoyaltyError
from support import OWNER, SARI, opened, purchases

def buy(shop, receipt):
    while True:
        began = time.monotonic()
        try:
            return shop.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang", receipt=receipt, key=receipt)
        except LoyaltyError as error:
            if not error.retry:
                raise
        finally:
            took = time.monotonic() - began
            assert took < 5, f"{receipt} took {took} s"
"""

FORK = (
    BUY
    + """
loyalty = opened(sys.argv[1])
shop = loyalty.program("kopi-hub", OWNER)
stop, counts, started = threading.Event(), [0] * 4, threading.Barrier(5)

def busy(thread):
    buy(shop, f"T{thread}-0")
    started.wait()
    while True:
        counts[thread] += 1
        if stop.is_set():
            return
        buy(shop, f"T{thread}-{counts[thread]}")

threads = [threading.Thread(target=busy, args=(thread,)) for thread in range(4)]
for thread in threads:
    thread.start()
started.wait()
children = []
for child in range(12):
    pid = os.fork()
    if pid == 0:
        signal.alarm(30)
        try:
            for number in range(3):
                buy(shop, f"C{child}-{number}")
            grandchild = os.fork()
            if grandchild == 0:
                signal.alarm(30)
                buy(shop, f"G{child}")
                os._exit(0)
            os._exit(0 if os.waitpid(grandchild, 0)[1] == 0 else 3)
        except BaseException as error:
            print(repr(error), flush=True)
            os._exit(2)
    children.append(pid)
ends = [os.waitpid(pid, 0)[1] for pid in children]
stop.set()
for thread in threads:
    thread.join()
assert ends == [0] * 12, ends
expected = sum(counts) + 12 * 4
assert purchases(loyalty) == expected, (purchases(loyalty), expected)
assert loyalty.verify("kopi-hub").findings == ()
print(expected)
"""
)

POOL = (
    BUY
    + """
import multiprocessing

def work(receipt):
    return os.getpid(), buy(shop, receipt).purchase

loyalty = opened(sys.argv[1])
shop = loyalty.program("kopi-hub", OWNER)
buy(shop, "P")
if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(3) as pool:
        done = pool.map_async(work, [f"M{number}" for number in range(30)], chunksize=1).get(timeout=40)
    assert len({purchase for _, purchase in done}) == 30
    assert os.getpid() not in {pid for pid, _ in done}
    buy(shop, "Q")
    assert purchases(loyalty) == 32
    assert loyalty.verify("kopi-hub").findings == ()
"""
)


@pytest.mark.parametrize("sort", ["sqlite", "postgres"])
def test_children_and_parent_work_on(sort: str, tmp_path: Path) -> None:
    with store(sort, tmp_path) as url:
        assert int(finish(FORK, url)) >= 52


@pytest.mark.parametrize("sort", ["sqlite", "postgres"])
def test_a_pool_of_processes(sort: str, tmp_path: Path) -> None:
    with store(sort, tmp_path) as url:
        finish(POOL, url)


def test_a_child_connects_anew(tmp_path: Path) -> None:
    """What the server says of the parent's connections is the same before and after a child has been at work."""
    code = (
        BUY
        + """
from support import sql

loyalty = opened(sys.argv[1])
shop = loyalty.program("kopi-hub", OWNER)
buy(shop, "P")
BACKENDS = "SELECT pid, query_start FROM pg_stat_activity WHERE application_name = 'loyalty' AND client_port IN (%s)"

def ports():
    import socket
    found = []
    for name in os.listdir("/proc/self/fd"):
        try:
            if os.readlink(f"/proc/self/fd/{name}").startswith("socket:"):
                with socket.socket(fileno=os.dup(int(name))) as one:
                    found.append(one.getsockname()[1])
        except (OSError, IndexError):
            pass
    return {port for port in found if isinstance(port, int)}

def backends(of):
    return sorted(sql(BACKENDS % ", ".join(map(str, of))))

parents = ports()
before = backends(parents)
assert before
reading, writing = os.pipe()
child = os.fork()
if child == 0:
    signal.alarm(30)
    buy(shop, "C")
    own = ports() - parents
    assert backends(own)
    assert not {pid for pid, _ in backends(own)} & {pid for pid, _ in before}
    assert backends(parents) == before, "the child spoke on its parent's connection"
    os.write(writing, b"done")
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
assert os.read(reading, 4) == b"done"
assert backends(parents) == before, "the child closed its parent's connection"
buy(shop, "Q")
assert {pid for pid, _ in backends(ports())} == {pid for pid, _ in before}
assert purchases(loyalty) == 3
"""
    )
    with store("postgres", tmp_path) as url:
        finish(code, url)


def test_a_store_in_memory_stays_with_its_process() -> None:
    code = (
        BUY
        + """
from loyalty_engine import Unavailable

loyalty = opened("memory:")
shop = loyalty.program("kopi-hub", OWNER)
child = os.fork()
if child == 0:
    signal.alarm(30)
    try:
        shop.look_up(SARI)
    except Unavailable as error:
        assert error.outcome == "not_done"
        assert "memory" in error.message
        os._exit(0 if purchases(opened("memory:")) == 0 else 3)
    os._exit(2)
assert os.waitpid(child, 0)[1] == 0
buy(shop, "P")
"""
    )
    finish(code)


def test_a_child_of_a_program_that_only_awaits(tmp_path: Path) -> None:
    code = (
        BUY
        + """
import asyncio
from loyalty_engine import aio

opened(sys.argv[1])
shop = aio.Loyalty(sys.argv[1]).program("kopi-hub", OWNER)

async def buy_one(receipt):
    return await shop.record_purchase(SARI, amount=Decimal("75000"), outlet="kemang", receipt=receipt)

asyncio.run(buy_one("P"))
child = os.fork()
if child == 0:
    signal.alarm(30)
    asyncio.run(buy_one("C"))
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
asyncio.run(buy_one("Q"))
assert purchases(Loyalty(sys.argv[1])) == 3
"""
    )
    for sort in ("sqlite", "postgres"):
        with store(sort, tmp_path) as url:
            finish(code, url)


APP = (
    BUY
    + """
loyalty = Loyalty(os.environ["SHOP"])
shop = loyalty.program("kopi-hub", OWNER)
buy(shop, "WARM")

def busy():
    done = 0
    while not os.path.exists(os.environ["STOP"]):
        buy(shop, f"BUSY-{done}")
        done += 1
    with open(os.environ["STOP"] + ".count", "w") as file:
        file.write(str(done))

if os.environ.get("MASTER") is None:
    os.environ["MASTER"] = "1"
    threading.Thread(target=busy, daemon=True).start()

def app(environ, start_response):
    buy(shop, environ["PATH_INFO"].strip("/"))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""
)


@pytest.mark.parametrize("sort", ["sqlite", "postgres"])
def test_gunicorn_preloads_it(sort: str, tmp_path: Path) -> None:
    with store(sort, tmp_path) as url:
        loyalty = opened(url)
        (tmp_path / "shop.py").write_text(APP)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        stop = tmp_path / "stop"
        path = os.pathsep.join([str(tmp_path), str(Path(__file__).parent)])
        environment = os.environ | {"SHOP": url, "STOP": str(stop), "PYTHONPATH": path}
        words = [sys.executable, "-m", "gunicorn", "--preload", "--workers", "3", "--bind", f"127.0.0.1:{port}", "shop:app"]
        log = (tmp_path / "log").open("w")
        server = subprocess.Popen(words, env=environment, cwd=tmp_path, stdout=log, stderr=log)
        try:
            pids = served(port, server, tmp_path)
            stop.touch()
            count = tmp_path / "stop.count"
            deadline = time.monotonic() + PATIENCE
            while not count.exists() or not count.read_text():
                assert time.monotonic() < deadline, "the thread of the parent's is stuck"
                time.sleep(0.05)
            busy = int(count.read_text())
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)
            log.close()
        assert server.returncode == 0, (tmp_path / "log").read_text()
        assert len(pids) == 3, f"{len(pids)} of the workers answered"
        assert server.pid not in pids
        # The warm one, the busy thread's, one to see that it listens, and a hundred.
        assert purchases(loyalty) == 1 + busy + 1 + 100
        assert loyalty.verify("kopi-hub").findings == ()


def served(port: int, server: subprocess.Popen[bytes], folder: Path) -> set[int]:
    def ask(receipt: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{receipt}", timeout=20) as answer:
            return int(answer.read())

    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            ask("FIRST")
            break
        except OSError:
            assert server.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.1)
    with ThreadPoolExecutor(8) as pool:
        return set(pool.map(ask, [f"W{number}" for number in range(100)]))
