from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.dev.contentful.exports import small_shop, written
from tests.dev.contentful.running import SECRET, Receiver, StandIn


@pytest.fixture(scope="package")
def running_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """One server for all tests of this folder that do not need their own."""
    export = written(tmp_path_factory.mktemp("contentful"), small_shop())
    server = StandIn(export, "--webhook-secret", SECRET).start()
    yield server
    server.stop()


@pytest.fixture
def shop(running_shop: StandIn) -> StandIn:
    """The small shop, as the export has it."""
    running_shop.do("/reset")
    return running_shop


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def hooked(shop: StandIn, receiver: Receiver) -> StandIn:
    """The small shop with its webhooks going to *receiver*."""
    shop.do("/webhooks", {"url": receiver.url})
    return shop


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Callable[..., StandIn]]:
    """Start further servers, which end with the test."""
    started: list[StandIn] = []

    def start(export: Path, *options: str, **named: str) -> StandIn:
        started.append(StandIn(export, *options, **named))
        return started[-1].start()

    yield start
    for server in started:
        server.stop()
