from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.catalog.models import Product
from core.db import transactional
from core.errors import Invalid
from core.files import BadFile
from core.outbox.services import announce_alone
from core.pricing.prices import Price, price_of
from core.promotions import queries
from core.promotions.errors import PromotionNotFound
from core.promotions.events import CataloguePricesChanged, PromotionTimesDue
from core.promotions.models import Promotion
from core.promotions.queries import book, forget, look_again
from core.promotions.services import apply_times, put_promotions, switch, times_due
from core.promotions.uses import claim
from tests import builders as a
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


def price(sku: str = "MUG") -> Price:
    product = Product.objects(variants__sku=sku).get()
    variant = product.variant(sku)
    assert variant is not None
    return price_of(variant, "us", clock.now(), product=product)


def told() -> list[list[str]]:
    return [event.keys for event in a.events(CataloguePricesChanged)]


class TestPut:
    def test_once_more_it_is_the_same(self) -> None:
        first, second = a.promotion(codes=["Ten "[:3]]), a.promotion(codes=["Ten"])

        assert (first.codes, second.codes, len(second.past)) == (["TEN"], ["TEN"], 0)
        assert first.in_force_from == second.in_force_from

    def test_a_code_belongs_to_one(self) -> None:
        a.promotion("one", codes=["TEN"])
        with pytest.raises(Invalid, match="belongs to promotion one"):
            a.promotion("two", codes=["ten"])
        with pytest.raises(BadFile, match="twice"):
            put_promotions(
                [a.promotion_entry("x", codes=["A"]), a.promotion_entry("y", codes=["a"])], actor=a.STAFF
            )

    def test_whoever_did_it_is_written_down(self) -> None:
        a.promotion()
        switch("ten-off", on=False, actor=a.STAFF)
        switch("ten-off", on=False, actor=a.STAFF)

        records = AuditRecord.objects(target="promotion:ten-off").order_by("at", "id")
        assert [record.facts["enabled"] for record in records] == [True, False]
        with pytest.raises(PromotionNotFound):
            switch("nobody", on=True, actor=a.STAFF)


class TestBook:
    def test_is_read_anew_by_whoever_looks_again(self, wire: Wire) -> None:
        a.promotion()
        assert len(book().rules) == 1
        kept = queries._kept.book
        switch("ten-off", on=False, actor=a.STAFF)
        queries._kept.book = kept  # as another process has it

        look_again()
        assert [rule.enabled for rule in book().rules] == [False]
        with wire.recorded() as commands:
            look_again()
            book()
        assert len(commands) == 1

    def test_what_a_transaction_sees_is_not_kept_as_the_newest(self) -> None:
        a.promotion(limit=5)

        @transactional
        def sell() -> bool:
            Promotion.objects.first()  # from here on it sees what there is now
            with ThreadPoolExecutor() as others:
                others.submit(switch, "ten-off", on=False, actor=a.STAFF).result()
            claim("pay-1", "cart-1", ["ten-off"], [])
            look_again()
            return book().rules[0].enabled

        assert sell()
        assert [rule.enabled for rule in book().rules] == [False]

    def test_only_what_may_fit_is_looked_at(self) -> None:
        for number in range(30):
            a.promotion(f"tag-{number}", on={"tags": [f"t{number}"]}, when={"quantity": 1})

        goods = frozenset({"tag:t3", "tag:t7"})
        assert [rule.id for rule in book().candidates("us", [goods], [])] == ["tag-3", "tag-7"]


class TestCatalogue:
    @pytest.fixture(autouse=True)
    def _mug(self, database: Any) -> None:  # noqa: ARG002  # first there is a database
        a.markets()
        a.goods("MUG", price=2_000, tags=["sale"])

    def test_a_price_is_lowered_before_there_is_a_basket(self) -> None:
        a.promotion(on={"tags": ["sale"]})

        assert price() == Price(1_800, 2_000, 2_000)
        assert told() == [["tag:sale"]]

    @pytest.mark.parametrize(
        "said", [{"codes": ["X"]}, {"limit": 1}, {"groups": ["trade"]}, {"when": {"quantity": 2}}]
    )
    def test_what_only_a_basket_knows_shows_on_no_page(self, said: dict[str, Any]) -> None:
        a.promotion(**said)

        assert (price(), told()) == (Price(2_000), [])

    def test_the_lowest_of_several_applies_and_none_makes_it_dearer(self) -> None:
        a.promotion("little", gives={"amountOffEach": {"us": 1}})
        a.promotion("lot", gives={"fixedPrice": {"us": 900}})
        a.promotion("dear", gives={"fixedPrice": {"us": 9_900}}, priority=9)

        assert (price().minor, price().trace[-1].id) == (900, "lot")

    def test_the_lowest_price_of_thirty_days_knows_of_earlier_promotions(self) -> None:
        a.promotion(gives={"percentOff": 5_000})
        with clock.moved(timedelta(days=3)):
            a.promotion(gives={"percentOff": 1_000})
            assert price() == Price(1_800, 2_000, 1_000)
        with clock.moved(timedelta(days=40)):
            switch("ten-off", on=False, actor=a.STAFF)
            switch("ten-off", on=True, actor=a.STAFF)
        with clock.moved(timedelta(days=41)):
            assert price() == Price(1_800, 2_000, 1_800)

    def test_it_begins_and_ends_at_its_minute(self) -> None:
        begins, ends = clock.now() + timedelta(hours=1), clock.now() + timedelta(hours=2)
        a.promotion(**{"from": clock.rfc3339(begins), "until": clock.rfc3339(ends)})
        assert (price().minor, times_due()) == (2_000, False)

        with clock.moved(timedelta(hours=1, seconds=1)):
            assert (price().minor, times_due()) == (1_800, False)
            apply_times()
            assert len(told()) == 1
        with clock.moved(timedelta(hours=1, seconds=3)):
            assert (price().minor, times_due()) == (1_800, True)
            apply_times()
            assert (len(told()), times_due()) == (2, False)
        with clock.moved(timedelta(hours=2, seconds=3)):
            assert (price().minor, times_due()) == (2_000, True)
            apply_times()
        assert (len(told()), a.promotion("other", codes=["X"]).next_change_at) == (3, None)

    def test_while_somebody_is_at_work_on_it_it_is_not_due_again(self) -> None:
        a.promotion(**{"from": clock.rfc3339(clock.now() + timedelta(hours=1))})
        with clock.moved(timedelta(hours=1, seconds=3)):
            announce_alone(PromotionTimesDue())
            assert not times_due()

    def test_switched_off_it_is_told_of(self) -> None:
        a.promotion(on={"categories": ["kitchen"]})
        switch("ten-off", on=False, actor=a.STAFF)

        assert (price(), told()) == (Price(2_000), [["category:kitchen"]] * 2)


def test_a_change_that_is_taken_back_leaves_no_edition() -> None:
    @transactional
    def half() -> None:
        a.promotion()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    forget()
    assert (book().edition, book().rules) == (0, ())
