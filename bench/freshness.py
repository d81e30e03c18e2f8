"""How long a change takes to reach the page, through every process: a price, and an editor's entry."""

import json
import os
import statistics
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core import db
from core.catalog.goods import ProductInFile
from core.catalog.services import put_product
from core.files import json_lines_of, record_of
from core.settings import settings
from dev.plan import SAMPLE, plan_trial
from dev.stack import Stack

TIMES = 10
SLUG = "harbour-mug"
LONGEST_SECONDS = 20.0


@dataclass(frozen=True)
class Wait:
    """Seconds from a change to the first answer that shows it."""

    name: str
    seconds: list[float]

    def __str__(self) -> str:
        middle, longest = statistics.median(self.seconds), max(self.seconds)
        return f"{self.name:28}{middle:8.2f} s median{longest:8.2f} s longest of {len(self.seconds)}"


def measured(folder: Path) -> list[Wait]:
    """Run the whole shop in *folder* and change a price and an entry, time and again."""
    with Stack(plan_trial(folder)) as stack:
        os.environ.update(stack.plan.env)
        settings.cache_clear()
        db.connect(settings())
        _until(lambda: _page(stack)["related"])
        prices = [_changed_price(stack, 1_000 + number) for number in range(TIMES)]
        entries = [_edited_entry(stack, f"Mug, edition {number}") for number in range(TIMES)]
    return [Wait("price to page", prices), Wait("entry to page", entries)]


def _changed_price(stack: Stack, minor: int) -> float:
    goods = dict(next(data for _, data in json_lines_of(SAMPLE / "goods.jsonl") if data["slug"] == SLUG))
    for variant in goods["variants"]:
        variant["prices"] = {code: {"minor": minor} for code in variant["prices"]}
    goods.pop("schedule", None)
    start = time.perf_counter()
    put_product(record_of(ProductInFile, goods, where=SLUG))
    _until(lambda: _page(stack)["product"]["priceRange"]["min"]["minor"] == minor)
    return time.perf_counter() - start


def _edited_entry(stack: Stack, title: str) -> float:
    start = time.perf_counter()
    _post(f"{stack.urls['contentful']}/_dev/edit/product-{SLUG}", {"fields": {"title": {"en-US": title}}})
    _until(lambda: _page(stack)["product"]["name"] == title)
    return time.perf_counter() - start


def _page(stack: Stack) -> Any:
    return _answer(urllib.request.Request(f"{stack.urls['bff']}/v1/pages/product/{SLUG}?market=us"))["data"]


def _post(url: str, body: Any) -> Any:
    headers = {"Content-Type": "application/json"}
    return _answer(urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST"))


def _answer(request: urllib.request.Request) -> Any:
    with urllib.request.urlopen(request, timeout=10) as answer:  # a URL of ours
        return json.load(answer)


def _until(holds: Callable[[], Any]) -> None:
    end = time.monotonic() + LONGEST_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError(f"nothing has changed within {LONGEST_SECONDS} s")
        time.sleep(0.01)
