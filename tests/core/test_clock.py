import threading
from datetime import UTC, datetime, timedelta, timezone

from core import clock
from tests.conftest import Resettle

HOUR = timedelta(hours=1)


def test_the_time_is_in_utc_and_as_fine_as_mongodb_keeps_it() -> None:
    now = clock.now()

    assert now.tzinfo is UTC
    assert now.microsecond % 1000 == 0
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_time_moves_for_the_one_who_moves_it_and_comes_back() -> None:
    before = clock.now()
    with clock.moved(HOUR), clock.moved(HOUR):
        inside = clock.now()
    after = clock.now()

    assert 2 * HOUR <= inside - before < 2 * HOUR + timedelta(seconds=5)
    assert after - before < timedelta(seconds=5)


def test_others_keep_their_own_time() -> None:
    seen: list[datetime] = []
    with clock.moved(HOUR):
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()

    assert seen[0] - datetime.now(UTC) < timedelta(seconds=5)


def test_the_environment_moves_the_clock_of_a_whole_process(resettle: Resettle) -> None:
    resettle(clock_offset_seconds=-3600)

    assert datetime.now(UTC) - clock.now() >= HOUR


def test_a_moment_is_written_as_rfc_3339_in_utc() -> None:
    in_berlin = datetime(2026, 3, 1, 13, 0, 0, 5_000, timezone(timedelta(hours=1)))

    assert clock.rfc3339(in_berlin) == "2026-03-01T12:00:00.005Z"
    assert clock.rfc3339(datetime(2026, 3, 1, 12)) == "2026-03-01T12:00:00.000Z"  # noqa: DTZ001  # naive is UTC
