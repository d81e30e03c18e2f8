from datetime import timedelta

import pytest

from bff.edge import pace
from bff.edge.pace import Pace
from core import clock

pytestmark = pytest.mark.usefixtures("still")


def test_all_may_be_used_at_once_and_comes_back_evenly() -> None:
    counted = Pace(1_200, 60)

    assert [counted.wait("ada") for _ in range(1_200)] == [0.0] * 1_200
    assert 0.04 < counted.wait("ada") <= 0.05
    with clock.moved(timedelta(seconds=30)):
        assert [counted.wait("ada") > 0 for _ in range(601)] == [False] * 600 + [True]


def test_everybody_has_their_own() -> None:
    counted = Pace(1, 60)

    assert (counted.wait("ada"), counted.wait("bob")) == (0.0, 0.0)
    assert 59 < counted.wait("ada") <= 60


def test_whoever_has_many_names_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST_KEYS", 100)
    counted = Pace(1, 60)
    for number in range(1_000):
        counted.wait(number)

    assert len(counted._due) <= 100
