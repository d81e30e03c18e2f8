"""What time does to prices. The oracle is a diary: every day's price, written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core import clock
from core.catalog import times
from core.catalog.errors import ProductNotFound
from core.catalog.events import CatalogueLoaded, ManyTimesDue, ProductsChanged, ProductTimesDue
from core.catalog.models import PriceHistory, Product, Variant
from core.catalog.queries import product_by_slug, sellable_now
from core.catalog.times import BATCH, SKEW, apply_many_times, apply_times, settle, succeed, times_due
from core.listing.models import Card
from core.outbox.events import Event
from core.outbox.models import OutboxMessage
from core.outbox.services import announce_alone
from core.pages.models import Build
from core.pricing.prices import Price, price_of
from jobs.pages import refresh_products
from jobs.schedule import tick
from tests import builders as a
from tests.fakes import FakeQueue

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
Facts = dict[str, Any]


def at(day: int) -> datetime:
    return START + day * DAY


@dataclass(frozen=True)
class Plan:
    """A base price and what is scheduled beside it, put on a day; or a day on which only the schedule looks."""

    day: int
    minor: int = 0
    compare: int | None = None
    schedule: Sequence[tuple[int, int, int, int | None]] = ()
    """From day, until day, minor, compare-at."""

    def record(self) -> Facts:
        prices: Facts = {"minor": self.minor}
        if self.compare is not None:
            prices["compare_at_minor"] = self.compare
        ahead = [_entry(*one) for one in self.schedule if one[1] > self.day]
        return {"sku": "MUG", "prices": {"us": prices}, "schedule": ahead, "since": {"us": at(self.day)}}

    def on(self, day: int) -> tuple[int, bool]:
        """What it says of that day: the price, and whether it is reduced."""
        for begins, until, minor, compare in self.schedule:
            if begins <= day < until:
                return minor, (compare or 0) > minor
        return self.minor, (self.compare or 0) > self.minor


def _entry(begins: int, until: int, minor: int, compare: int | None) -> Facts:
    entry: Facts = {"market": "us", "minor": minor, "from": at(begins), "until": at(until)}
    return entry if compare is None else {**entry, "compare_at_minor": compare}


@dataclass
class Diary:
    """Every day's price since the beginning."""

    days: list[tuple[int, bool]] = field(default_factory=list)

    def lowest(self) -> int | None:
        """As article 6a reads: the last day is reduced, and falling prices in a row are one reduction."""
        if not self.days[-1][1]:
            return None
        first = len(self.days) - 1
        while first and self.days[first - 1][1] and self.days[first - 1][0] >= self.days[first][0]:
            first -= 1
        return min((minor for minor, _ in self.days[max(0, first - 30) : first]), default=None)


AMOUNTS = st.integers(1, 6)


@st.composite
def schedules(draw: st.DrawFn, day: int) -> list[tuple[int, int, int, int | None]]:
    edges = sorted(draw(st.lists(st.integers(day - 5, day + 40), max_size=6, unique=True)))
    spans = zip(edges[::2], edges[1::2], strict=False)
    return [(begins, until, draw(AMOUNTS), draw(st.none() | AMOUNTS)) for begins, until in spans]


@st.composite
def stories(draw: st.DrawFn) -> list[Plan]:
    """Up to six plans, each put some days after the one before; day 0 first."""
    day, found = 0, []
    for _ in range(draw(st.integers(1, 6))):
        found.append(Plan(day, draw(AMOUNTS), draw(st.none() | AMOUNTS), draw(schedules(day))))
        day += draw(st.integers(1, 30))
    return found


def lived(plans: Sequence[Plan], looks: set[int], end: int) -> tuple[Variant, Diary, list[Facts]]:
    """The variant as it is kept on day *end*, the diary, and the history that was written meanwhile."""
    kept, diary, history, plan = plans[0].record(), Diary(), [], plans[0]
    by_day = {one.day: one for one in plans[1:]}
    for day in range(end + 1):
        if day in by_day:
            plan = by_day[day]
            new = plan.record()
            history += succeed(kept, new, at(day))
            kept = new
        elif day in looks:
            history += settle({"variants": [kept]}, at(day))
        diary.days.append(plan.on(day))
    facts = {name: kept.get(name, {}) for name in ("prices", "past", "since")}
    return Variant(sku="MUG", schedule=kept.get("schedule", []), **facts), diary, history


FLASH = [Plan(0, 6, 6, [(2, 4, 3, 6)]), Plan(5, 5, 6, ())]


class TestLowest:
    @given(stories(), st.sets(st.integers(0, 120), max_size=20), st.integers(0, 60))
    @example(FLASH, set(), 5)
    @example([Plan(0, 6), Plan(3, 4, 6), Plan(10, 4, 5)], set(), 0)
    @example([Plan(0, 6), Plan(5, 4, 6), Plan(40, 3, 6)], set(), 0)
    @example([Plan(0, 6), Plan(3, 5, 6), Plan(4, 4, 6), Plan(30, 3, 6)], set(), 29)
    @example([Plan(0, 2), Plan(10, 6), Plan(40, 5, 6), Plan(41, 5, 6, [(80, 81, 1, None)])], {45}, 30)
    def test_is_what_a_diary_says_whoever_looked_in_between(
        self, plans: list[Plan], looks: set[int], more: int
    ) -> None:
        end = plans[-1].day + more
        variant, diary, _ = lived(plans, looks, end)

        price = price_of(variant, "us", at(end))
        assert price.minor == diary.days[-1][0]
        assert (price.compare_at_minor is not None) == diary.days[-1][1]
        assert price.lowest_30_days_minor == diary.lowest()

    @given(stories(), st.sets(st.integers(0, 120), max_size=20))
    def test_the_history_has_every_day_before_the_last_change_once(
        self, plans: list[Plan], looks: set[int]
    ) -> None:
        end = plans[-1].day + 20
        _, diary, history = lived(plans, looks, end)
        told = {
            day: row["minor"]
            for row in history
            for day in range((row["from_at"] - START).days, (row["until"] - START).days)
        }

        assert sum((row["until"] - row["from_at"]).days for row in history) == len(told)
        assert list(told.items()) == [(day, diary.days[day][0]) for day in range(len(told))]
        assert len({row["_id"] for row in history}) == len(history)

    @given(stories(), st.sets(st.integers(0, 120)))
    def test_what_is_kept_beside_the_price_stays_short(self, plans: list[Plan], looks: set[int]) -> None:
        variant, _, _ = lived(plans, looks, plans[-1].day)

        periods = [period for plan in plans for period in (plan, *plan.schedule, *plan.schedule)]
        assert len(variant.past.get("us", [])) <= len(periods) + 1

    def test_a_year_of_prices_that_change_daily_keeps_a_month(self) -> None:
        variant, _, history = lived([Plan(day, 3 + day % 2) for day in range(365)], set(), 364)

        assert len(variant.past["us"]) == 30
        assert len(history) == 364


def scheduled(minor: int, begins: timedelta, until: timedelta, market: str = "us", **more: int) -> Facts:
    now = clock.now()
    return {
        "market": market,
        "minor": minor,
        "from": clock.rfc3339(now + begins),
        "until": clock.rfc3339(now + until),
        **more,
    }


def mug(*schedule: Mapping[str, Any], **changes: Any) -> Product:
    facts = a.goods_file("MUG", **changes)
    facts["variants"][0]["schedule"] = list(schedule)
    return a.product(facts)


def price_now(market: str = "us") -> Price:
    return price_of(Product.objects.get(slug="mug").variants[0], market, clock.now())


HOUR = timedelta(hours=1)


@pytest.mark.usefixtures("shop")
class TestSchedule:
    @pytest.fixture(autouse=True)
    def _markets(self, shop: object) -> None:  # noqa: ARG002  # first
        a.markets()

    def test_a_price_begins_and_ends_at_its_moment_with_nobody_looking(self) -> None:
        mug(scheduled(1_500, HOUR, 2 * HOUR, compareAtMinor=1_800))

        for after, price in ((0, Price(1_800)), (1.01, Price(1_500, 1_800, 1_800)), (2.01, Price(1_800))):
            with clock.moved(after * HOUR):
                assert price_now() == price
        assert price_now("eu") == Price(1_800)

    def test_each_change_is_announced_once_at_its_time(self) -> None:
        mug(scheduled(1_500, HOUR, 2 * HOUR))
        assert tick()
        assert a.events(ProductTimesDue) == []
        for hours, told in ((1.01, 1), (1.5, 1), (2.01, 2), (3, 2)):
            with clock.moved(hours * HOUR):
                tick()
                apply_times()
            OutboxMessage.objects(event=ProductTimesDue.name).update(set__state="done")
            assert a.events(ProductsChanged) == [ProductsChanged(["mug"], ["kitchen"])] * told

        assert len(a.events(ProductTimesDue)) == 2
        assert Product.objects.get().next_change_at is None

    def test_the_history_says_when_a_price_changed_though_the_job_came_late(self) -> None:
        mug(scheduled(1_500, HOUR, 2 * HOUR), createdAt="2026-01-01T00:00:00Z")
        begins = Product.objects.get().next_change_at
        with clock.moved(5 * HOUR):
            apply_times()
            apply_times()

        first, second = PriceHistory.objects(sku="MUG", market="us").order_by("until")
        assert (first.minor, first.until) == (1_800, begins)
        assert (second.minor, second.from_at, second.until) == (1_500, begins, begins + HOUR)
        assert len(a.events(ProductsChanged)) == 1

    def test_a_change_by_hand_writes_history_in_the_same_transaction(self) -> None:
        mug()
        mug(price=2_000)
        mug(price=2_000, name="Large mug")
        a.product(a.goods_file("MUG-XL", slug="mug"))

        rows = [
            (row.sku, row.market, row.minor) for row in PriceHistory.objects.order_by("from_at", "market")
        ]
        assert rows == [
            ("MUG", "eu", 1_800),
            ("MUG", "us", 1_800),
            ("MUG", "eu", 2_000),
            ("MUG", "us", 2_000),
        ]

    def test_a_missed_time_is_made_up_for_and_a_whole_shelf_of_them(self) -> None:
        for number in range(BATCH + 2):
            facts = a.goods_file(f"MUG-{number}")
            facts["variants"][0]["schedule"] = [scheduled(1_500, HOUR, 200 * HOUR)]
            a.product(facts)
        with clock.moved(100 * HOUR):
            apply_times(seconds=0)
            assert len(a.events(ProductTimesDue)) == 1
            apply_times()

        slugs = [slug for event in a.events(ProductsChanged) for slug in event.slugs]
        assert sorted(slugs) == sorted(product.slug for product in Product.objects)
        assert len(a.events(ProductsChanged)) == 2


@pytest.mark.usefixtures("shop")
class TestVisible:
    @pytest.fixture(autouse=True)
    def _markets(self, shop: object) -> None:  # noqa: ARG002  # first
        a.markets()

    def there(self, market: str = "us") -> bool:
        try:
            product_by_slug("mug", market)
        except ProductNotFound:
            return bool(sellable_now(["MUG"], market))
        return bool(sellable_now(["MUG"], market))

    def test_a_product_is_shown_and_sold_between_its_two_moments(self) -> None:
        now = clock.now()
        a.goods(
            "MUG", visible={"us": {"from": clock.rfc3339(now + HOUR), "until": clock.rfc3339(now + 2 * HOUR)}}
        )

        for after, shown in ((0, False), (1.01, True), (2.01, False)):
            with clock.moved(after * HOUR):
                assert (self.there(), self.there("eu")) == (shown, True)
                known = Product.objects.get()
                assert (known.is_sold_in("us"), known.is_sold_in("eu")) == (shown, True)
                tick()
                apply_times()
        assert len(a.events(ProductsChanged)) == 2

    def test_one_moment_is_enough(self) -> None:
        now = clock.now()
        a.goods(
            "MUG",
            visible={"us": {"from": clock.rfc3339(now - HOUR)}, "eu": {"until": clock.rfc3339(now - HOUR)}},
        )

        assert (self.there(), self.there("eu")) == (True, False)

    def test_a_market_may_hide_it_for_good(self) -> None:
        found = a.goods("MUG", hiddenIn=["us"])

        assert (found.markets, self.there(), self.there("eu")) == (["eu"], False, True)


@pytest.mark.usefixtures("shop")
class TestMany:
    @pytest.fixture(autouse=True)
    def _sale(self, shop: object, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG002  # first
        """Five products whose price falls at the same moment; more than three are many."""
        monkeypatch.setattr(times, "MANY", 3)
        monkeypatch.setattr(times, "BATCH", 2)
        a.markets()
        for number in range(5):
            facts = a.goods_file(f"MUG-{number}")
            facts["variants"][0]["schedule"] = [scheduled(1_500, HOUR, 200 * HOUR)]
            a.product(facts)
        OutboxMessage.objects.delete()

    def test_everything_is_built_once_and_nothing_is_told_of_each(self) -> None:
        with clock.moved(2 * HOUR):
            apply_times()
            assert a.events(ManyTimesDue) == [ManyTimesDue()]
            assert Product.objects(next_change_at__lte=clock.now()).count() == 5
            apply_many_times(0)
            assert Product.objects(next_change_at__lte=clock.now()).count() == 0

        assert a.events(ProductsChanged) == []
        assert a.events(CatalogueLoaded) == [CatalogueLoaded(5)]

    def test_when_the_time_is_up_another_goes_on_and_the_last_one_tells(self) -> None:
        with clock.moved(2 * HOUR):
            apply_many_times(0, seconds=0)
            assert (a.events(ManyTimesDue), a.events(CatalogueLoaded)) == ([ManyTimesDue(2)], [])
            apply_many_times(2)

        assert a.events(CatalogueLoaded) == [CatalogueLoaded(5)]

    def test_the_jobs_bring_every_new_price_to_its_card_by_one_build(self, queue: FakeQueue) -> None:
        with clock.moved(2 * HOUR):
            tick()
            a.drain(queue)

            assert set(Card.objects(market="us").distinct("price_minor")) == {1_500}
        assert [build.phase for build in Build.objects] == ["done"]

    @pytest.mark.parametrize("event", [ProductTimesDue, ManyTimesDue])
    def test_nobody_is_told_again_while_it_is_still_to_be_done(self, event: type[Event]) -> None:
        with clock.moved(2 * HOUR):
            announce_alone(event())
            before = OutboxMessage.objects.count()
            assert not times_due()
            OutboxMessage.objects(event=event.name).update(set__state="done")
            assert times_due()
        assert OutboxMessage.objects.count() == before


@pytest.mark.usefixtures("shop")
class TestClocksThatDiffer:
    """Two processes may be two seconds apart: what one of them tells must be true for the other."""

    @pytest.fixture(autouse=True)
    def _markets(self, shop: object) -> None:  # noqa: ARG002  # first
        a.markets()

    def test_a_moment_has_come_when_it_has_come_for_all_of_them(self) -> None:
        mug(scheduled(1_500, HOUR, 2 * HOUR))
        with clock.moved(HOUR):
            assert not times_due()
            apply_times()
            assert a.events(ProductsChanged) == []
        with clock.moved(HOUR + SKEW):
            apply_times()
        (event,) = a.events(ProductsChanged)
        with clock.moved(HOUR):
            refresh_products(event)

        assert set(Card.objects(market="us").distinct("price_minor")) == {1_500}

    def test_what_is_put_while_only_some_are_past_the_moment_is_told_of_again(self) -> None:
        product = mug(scheduled(1_500, -SKEW / 2, HOUR))
        begins, until = (product.variants[0].schedule[0][end] for end in ("from", "until"))
        assert Product.objects.get().next_change_at == begins
        with clock.moved(SKEW):
            apply_times()

        assert Product.objects.get().next_change_at == until
        assert len(a.events(ProductsChanged)) == 1
