from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from admin import times
from core import clock
from tests import builders as a
from tests.admin.browser import Browser
from tests.conftest import Resettle

WINTER = datetime(2026, 11, 23, 6, 40, 5, tzinfo=UTC)
SUMMER = datetime(2026, 7, 23, 22, 40, tzinfo=UTC)


def test_a_moment_is_utc_and_says_so() -> None:
    berlin = datetime(2026, 11, 23, 7, 40, 5, tzinfo=timezone(timedelta(hours=1)))
    assert times.moment(berlin) == (
        '<time datetime="2026-11-23T06:40:05.000Z" title="2026-11-23T06:40:05.000Z">'
        "23 Nov 2026, 06:40 <abbr>UTC</abbr></time>"
    )
    assert times.moment(None) == times.day(None) == "\N{EN DASH}"


@pytest.mark.parametrize(
    ("when", "moment", "day"),
    [
        (WINTER, "23 Nov 2026, 07:40 <abbr>CET</abbr>", "23 Nov 2026"),
        (SUMMER, "24 Jul 2026, 00:40 <abbr>CEST</abbr>", "24 Jul 2026"),
        (SUMMER.replace(tzinfo=None), "24 Jul 2026, 00:40 <abbr>CEST</abbr>", "24 Jul 2026"),
    ],
)
def test_moments_and_days_are_those_of_the_shops_zone(
    when: datetime, moment: str, day: str, resettle: Resettle
) -> None:
    resettle(time_zone="Europe/Berlin")
    assert f">{moment}</time>" in times.moment(when)
    assert f">{day}</time>" in times.day(when)
    assert clock.rfc3339(when) in times.moment(when), "machines read UTC"


def test_a_day_begins_at_the_shops_midnight_in_summer_and_winter(resettle: Resettle) -> None:
    resettle(time_zone="Europe/Berlin")
    assert clock.begins(date(2026, 12, 24)) == datetime(2026, 12, 23, 23, tzinfo=UTC)
    assert clock.begins(date(2026, 7, 24)) == datetime(2026, 7, 23, 22, tzinfo=UTC)
    assert times.day_of(clock.begins(date(2026, 7, 24))) == date(2026, 7, 24)
    assert clock.begins(times.day_of(clock.now()) or date.min) == times.today() <= clock.now()


def test_pages_show_the_shops_time(resettle: Resettle, owner: Browser) -> None:
    customer = a.customer()
    page = f"/customers/{customer.id}"
    assert "UTC" in owner.see(page).text
    resettle(time_zone="Asia/Tokyo")
    assert "JST" in owner.see(page).text
