import time
from contextvars import copy_context
from datetime import timedelta

import pytest

from core import clock, hurry
from core.errors import ShopError
from core.payments.breaker import MOST_FAILURES, guarded
from core.payments.errors import GatewayAway, GatewayRefused, GatewayStuck
from tests.at_once import at_once

AFTER_THE_PAUSE = timedelta(seconds=11)
pytestmark = pytest.mark.usefixtures("database")


class Provider:
    """One that does not answer until it is `well`; counts who reached it."""

    def __init__(self) -> None:
        self.well = False
        self.reached = 0

    def call(self) -> None:
        with guarded("stripe"):
            self.reached += 1
            if not self.well:
                raise GatewayAway("Silence.")

    def fail(self, times: int) -> None:
        for _ in range(times):
            with pytest.raises(GatewayAway):
                self.call()


def call_late(provider: Provider) -> None:
    """For somebody who has waited for a thread for a while."""

    def call() -> None:
        hurry.is_for(time.monotonic() - hurry.LATE_SECONDS - 0.1)
        provider.call()

    copy_context().run(call)


@pytest.fixture
def provider() -> Provider:
    return Provider()


def test_is_left_alone_after_a_few_failures_in_a_row(provider: Provider) -> None:
    provider.fail(50)

    assert provider.reached == MOST_FAILURES


def test_is_tried_by_one_in_ten_seconds(provider: Provider) -> None:
    provider.fail(MOST_FAILURES)
    for later in range(1, 4):
        with clock.moved(AFTER_THE_PAUSE * later):
            at_once([provider.call] * 8)
            provider.fail(5)

        assert provider.reached == MOST_FAILURES + later


def test_is_back_for_everybody_after_one_answer(provider: Provider) -> None:
    provider.fail(MOST_FAILURES)
    provider.well = True
    with clock.moved(AFTER_THE_PAUSE):
        for _ in range(20):
            provider.call()

    assert provider.reached == MOST_FAILURES + 20


def test_failures_that_are_not_in_a_row_do_not_count(provider: Provider) -> None:
    for _ in range(4):
        provider.well = False
        provider.fail(MOST_FAILURES - 1)
        provider.well = True
        provider.call()

    assert provider.reached == 4 * MOST_FAILURES


@pytest.mark.parametrize("answer", [GatewayRefused, GatewayStuck])
def test_a_refusal_is_an_answer_and_so_is_a_key_that_is_stuck(
    answer: type[ShopError], provider: Provider
) -> None:
    def answered() -> None:
        with guarded("stripe"):
            raise answer("No.")

    provider.fail(MOST_FAILURES - 1)
    with pytest.raises(answer):
        answered()
    provider.fail(MOST_FAILURES - 1)
    assert provider.reached == 2 * (MOST_FAILURES - 1)


def test_who_has_a_stuck_key_finds_out_what_became_of_it_though_nobody_else_asks(provider: Provider) -> None:
    """The one who may try it is answered as before, and has to ask once more."""
    provider.fail(MOST_FAILURES)
    provider.well = True
    with clock.moved(AFTER_THE_PAUSE):
        with pytest.raises(GatewayStuck), guarded("stripe"):
            raise GatewayStuck("A failure of its own, as before.")
        provider.call()


def test_whoever_has_waited_long_is_told_what_has_just_become_of_others(provider: Provider) -> None:
    provider.fail(1)
    with pytest.raises(GatewayAway):
        call_late(provider)
    assert provider.reached == 1

    provider.well = True
    with clock.moved(timedelta(seconds=2)):
        call_late(provider)
    call_late(provider)
    assert provider.reached == 3


def test_whoever_has_waited_long_asks_when_nothing_is_known_to_be_wrong(provider: Provider) -> None:
    provider.well = True
    call_late(provider)

    assert provider.reached == 1


def test_another_provider_is_not_concerned(provider: Provider) -> None:
    provider.fail(MOST_FAILURES)
    with guarded("other"):
        pass
