"""Check 54: four times as much as it can do, and who is slow, large or deep, cost a shop its speed and no more."""

import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
import requests

from tests import builders as a
from tests.battery.crowd import Buyer
from tests.battery.flood import Flood, Seen
from tests.battery.house import Bff
from tests.failpoints import failing

LONG = [pytest.mark.faults, pytest.mark.timeout(600)]
LARGEST_MIB = 512
"""What a pod may have."""
SPOILT = 0.05
"""What the machine itself may delay, which others use too."""


@pytest.fixture
def alone(environment: dict[str, str], workshop: Path, bff: Bff) -> Iterator[Bff]:
    """One worker: the other core is for those who ask."""
    with Bff({**environment, "SHOP_WEB_WORKERS": "1"}, workshop) as server:
        yield server


def looking(bff: Bff) -> Flood:
    """Everybody looks into a cart again and again: a read that asks the database, and that nobody has ready."""
    a.goods("MUG", available=9)
    buyer = Buyer(bff.url).fill({"MUG": 1})
    head = f"GET /v1/cart HTTP/1.1\r\nHost: x\r\nX-Cart-Token: {buyer.cart}\r\n\r\n"
    return Flood(bff.port, head.encode())


def within(seen: list[Seen], seconds: float) -> bool:
    """Whether nearly all were answered in that time."""
    waits = sorted(one.seconds for one in seen)
    return not waits or waits[int(len(waits) * (1 - SPOILT))] <= seconds


def memory(bff: Bff) -> int:
    """MiB of all its processes."""
    arbiter = psutil.Process(bff.pid)
    return sum(one.memory_info().rss for one in (arbiter, *arbiter.children(recursive=True))) // 2**20


@pytest.mark.parametrize(
    ("seconds", "share", "slow_ms"),
    [(4, 0.6, 30), pytest.param(60, 0.8, 0, marks=LONG)],
    ids=["short", "long"],
)
def test_four_times_too_much_leaves_nearly_all_of_what_it_can_do(
    seconds: int, share: float, slow_ms: int, alone: Bff
) -> None:
    """In short, a slow database is what bounds it, and in long the processor, which others want too."""
    flood = looking(alone)
    with failing(["find"], {"blockConnection": True, "blockTimeMS": slow_ms}):
        flood.capacity(1)
        capacity = flood.capacity(max(2, seconds / 6))
        seen = flood.at_rate(4 * capacity, seconds)
        after = flood.at_rate(capacity / 2, 2)
    good = [one for one in seen if one.status == 200]
    refused = [one for one in seen if one.status != 200]

    told = Counter(one.status for one in seen)
    assert set(told) == {200, 503}, told
    assert all(one.says_when for one in refused)
    assert len(good) / seconds >= share * capacity, (capacity, len(good) / seconds)
    assert within(good, 2)
    assert within(refused, 1)
    assert (within(after, 1), {one.status for one in after}) == (True, {200})
    assert memory(alone) < LARGEST_MIB


def test_who_is_slow_large_or_deep_is_refused_and_keeps_nobody(alone: Bff) -> None:
    kind = {"Content-Type": "application/json"}
    shapes = {
        "10 MB": (b"[" + b"1," * 5_000_000 + b"1]", 413),
        "10,000 deep": (b"[" * 10_000 + b"]" * 10_000, 400),
        "10,000 lines": (b'{"lines":[' + b",".join([b'{"sku":"MUG","quantity":1}'] * 10_000) + b"]}", 413),
    }
    with ExitStack() as slow:
        for number in range(200):
            sock = slow.enter_context(socket.create_connection(("127.0.0.1", alone.port)))
            sock.sendall(b"POST /v1/cart HTTP/1.1\r\nContent-Length: 50\r\n\r\n{"[:number])
        for name, (body, status) in shapes.items():
            began = time.monotonic()
            answer = requests.post(f"{alone.url}/v1/cart", data=body, headers=kind, timeout=10)
            assert (name, answer.status_code) == (name, status)
            assert time.monotonic() - began < 2
        everything = requests.get(f"{alone.url}/v1/paths/product?limit=1000000000", timeout=10)
        assert everything.status_code < 500
    assert memory(alone) < LARGEST_MIB
