"""However long pages take to build: whoever asks for a version never gets an older page."""

import threading

import pytest
from flask import Flask

from core.listing.versions import current_version
from core.pages.services import build_all, wanted_of
from tests import builders as a
from tests.bff.asker import Asker
from tests.failpoints import failing
from tests.fakes import FakeQueue, FakeStorefront

PATHS = ("product/mug", "category/kitchen", "home")


class Reader(threading.Thread):
    """A storefront that asks for everything again and again, as new as anything that has been built by then."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.asker = Asker(app.test_client())
        self.over = threading.Event()
        self.asked = 0
        self.faults: list[str] = []

    def run(self) -> None:
        while not self.over.is_set():
            for path in PATHS:
                self._ask(path)

    def _ask(self, path: str) -> None:
        version = current_version()
        answer = self.asker.get(f"/v1/pages/{path}?minVersion={version}")
        if answer.status_code != 200:
            self.faults.append(f"{path}: {answer.text}")
        elif (got := answer.get_json()["meta"]["version"]) < version:
            self.faults.append(f"{path}: {got}, which is older than {version}")
        self.asked += 1


def _changed_under_lag(app: Flask, queue: FakeQueue, lag_ms: int) -> Reader:
    a.markets(a.US)
    a.goods("MUG", available=1)
    build_all(wanted_of(["product:mug", "category:kitchen", "home"]))
    reader = Reader(app)
    slow = {"blockConnection": True, "blockTimeMS": lag_ms, "namespace": "quayside-test.pages"}
    with failing(["update"], slow):
        reader.start()
        try:
            for price in (700, 800, 900):
                a.product(a.goods_file("MUG", price=price))
                a.drain(queue)
                shown = Asker(app.test_client()).get(f"/v1/pages/product/mug?minVersion={current_version()}")
                assert shown.get_json()["data"]["product"]["priceRange"]["min"]["minor"] == price
        finally:
            reader.over.set()
            reader.join()
    return reader


@pytest.mark.parametrize(
    "lag_ms", [400, pytest.param(5_000, marks=[pytest.mark.faults, pytest.mark.timeout(600)])]
)
def test_nobody_who_asks_for_a_version_gets_an_older_page(
    lag_ms: int, app: Flask, queue: FakeQueue, storefront: FakeStorefront
) -> None:
    reader = _changed_under_lag(app, queue, lag_ms)

    assert reader.faults == []
    assert reader.asked > 10
    assert storefront.told
