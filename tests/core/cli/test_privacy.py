"""`shop gdpr`: what a terminal sees, and its exit codes."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from click.testing import CliRunner, Result

from core.bootstrap import Shop
from core.cli import shop as command
from core.privacy.models import Erasure
from tests import builders as a
from tests.core.privacy.lives import ZENOBIA, cart_of, found, goods

Run = Callable[..., Result]


@pytest.fixture
def run(shop: Shop) -> Iterator[Run]:
    root = logging.getLogger()
    before, configured = (root.handlers, root.level), structlog.get_config()
    yield lambda *words: CliRunner().invoke(command, ["gdpr", *(str(word) for word in words)])
    structlog.configure(**configured)
    structlog.contextvars.clear_contextvars()
    root.handlers, root.level = before


def test_somebody_gets_what_is_known_of_them(run: Run, shop: Shop, tmp_path: Path) -> None:
    goods()
    order = a.delivered_order(shop, basket=cart_of(ZENOBIA, None))
    file = tmp_path / "zenobia.json"

    printed, written = run("export", ZENOBIA.email), run("export", ZENOBIA.email, "--to", file)

    assert (printed.exit_code, written.exit_code) == (0, 0)
    told: Any = json.loads(printed.stdout)
    assert [row["number"] for row in told["records"]["orders"]["documents"]] == [order.number]
    assert json.loads(file.read_text())["email"] == ZENOBIA.email
    assert file.stat().st_mode & 0o077 == 0


def test_somebody_is_forgotten_and_the_proof_is_told(run: Run) -> None:
    a.customer(ZENOBIA.email)
    first, again = (run("erase", ZENOBIA.email, "--actor", a.STAFF) for _ in range(2))

    assert (first.exit_code, again.exit_code) == (0, 0)
    erasure: Erasure = Erasure.objects.get()
    assert "customers: 1" in first.stdout
    assert f"{erasure.id}: erased, asked for by {a.STAFF}" in first.stdout
    assert again.stdout == first.stdout
    assert found(ZENOBIA.email) == []


def test_what_is_open_is_named_and_is_no_success(run: Run, shop: Shop) -> None:
    goods()
    order = a.paid_order(shop, basket=cart_of(ZENOBIA, None))

    refused = run("erase", ZENOBIA.email)

    assert refused.exit_code == 1
    assert f"open: order {order.number}: paid" in refused.stdout


@pytest.mark.parametrize("act", ["export", "erase"])
def test_of_nobody_there_is_nothing(act: str, run: Run) -> None:
    refused = run(act, "nobody@example.com")

    assert refused.exit_code == 1
    assert "Nobody is known by that address" in refused.output
