"""The edge as in production: limits are real, and counted in a Redis that is emptied before each test."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import redis
from argon2 import PasswordHasher
from flask import Flask

from bff.app import create_app
from core import clock
from core.bootstrap import Shop
from core.passwords import _nobodys
from dev.redis_server import RedisServer
from tests import builders as a
from tests.bff.asker import Asker
from tests.conftest import Resettle

KEY = "the-storefront-key-of-the-tests-and-of-nothing-else"
Process = Callable[..., Flask]


@pytest.fixture(autouse=True)
def _one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries that count live by the shop's clock, so that a test moves all of them."""
    ours = SimpleNamespace(**{**vars(time), "time": lambda: clock.now().timestamp()})
    for module in ("limits.storage.redis", "limits.storage.memory", "flask_limiter._extension"):
        monkeypatch.setattr(f"{module}.time", ours)


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a hash costs is no matter here, and there are hundreds."""
    monkeypatch.setattr("core.passwords._hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    _nobodys.cache_clear()


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes but what a test moves the clock by."""
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment + clock._moved.get())


@pytest.fixture
def counts(redis_server: RedisServer) -> Iterator[redis.Redis]:
    """The Redis that counts, empty."""
    client = redis.Redis.from_url(redis_server.url)
    client.flushall()
    yield client
    client.close()


@pytest.fixture
def process(shop: Shop, redis_server: RedisServer, counts: object, resettle: Resettle) -> Iterator[Process]:
    """`process()`: one more process of the BFF, with settings changed as named."""
    a.markets()
    apps: list[Flask] = []

    def started(**changes: Any) -> Flask:
        real = {"limits_factor": 1, "redis_url": redis_server.url, "storefront_keys": KEY}
        apps.append(create_app(replace(shop, settings=resettle(**{**real, **changes}))))
        return apps[-1]

    yield started
    for app in apps:
        # Its timer asks for the time, and that is a test's.
        (limiter,) = app.extensions["limiter"]
        limiter.storage.timer.cancel()
        limiter.storage.timer.join()


@pytest.fixture
def app(process: Process) -> Flask:
    return process()


def asker_of(app: Flask) -> Asker:
    return Asker(app.test_client())
