from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.models import Variant
from core.catalog.queries import sellable
from core.markets.queries import market_named
from core.pricing.prices import Price, Step, price_of, steps_of
from core.pricing.queries import priced_line
from tests import builders as a

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MINORS = st.integers(0, 10**9)
GROUPS = st.sampled_from([None, "trade", "staff"])


@st.composite
def variants(draw: st.DrawFn) -> Variant:
    tier = st.fixed_dictionaries(
        {"from_quantity": st.integers(1, 100), "minor": MINORS},
        optional={"group": st.sampled_from(["trade", "staff"])},
    )
    price: dict[str, Any] = {"minor": draw(MINORS)}
    if draw(st.booleans()):
        price["compare_at_minor"] = draw(MINORS)
    tiers: list[dict[str, Any]] = draw(st.lists(tier, max_size=6))
    tiers = [one for one in tiers if one["from_quantity"] > 1 or "group" in one]
    return Variant(sku="MUG", prices={"us": price}, tiers={"us": tiers})


class TestPrice:
    @given(variants(), st.integers(1, 200), GROUPS)
    def test_is_one_of_those_that_are_stored_and_never_above_the_list_price(
        self, variant: Variant, quantity: int, group: str | None
    ) -> None:
        price = price_of(variant, "us", NOW, quantity, group)

        stored = {variant.prices["us"]["minor"], *(tier["minor"] for tier in variant.tiers["us"])}
        assert price.minor in stored
        assert price.minor <= variant.prices["us"]["minor"]
        assert type(price.minor) is int

    @given(variants(), st.integers(1, 200), st.integers(1, 200), GROUPS)
    def test_of_one_piece_never_rises_with_their_number(
        self, variant: Variant, few: int, more: int, group: str | None
    ) -> None:
        few, more = sorted((few, more))

        assert (
            price_of(variant, "us", NOW, more, group).minor <= price_of(variant, "us", NOW, few, group).minor
        )

    @given(variants(), st.integers(1, 200), GROUPS)
    def test_is_never_higher_for_somebody_in_a_group(
        self, variant: Variant, quantity: int, group: str | None
    ) -> None:
        assert (
            price_of(variant, "us", NOW, quantity, group).minor
            <= price_of(variant, "us", NOW, quantity).minor
        )

    @given(variants(), GROUPS, st.integers(1, 120))
    def test_is_what_the_steps_say(self, variant: Variant, group: str | None, quantity: int) -> None:
        steps = [Step(1, price_of(variant, "us", NOW, 1, group).minor), *steps_of(variant, "us", NOW, group)]
        reached = [step.minor for step in steps if step.from_quantity <= quantity]

        assert price_of(variant, "us", NOW, quantity, group).minor == reached[-1]
        assert all(one.minor > other.minor for one, other in pairwise(steps))

    @given(variants())
    def test_is_compared_only_with_a_higher_one(self, variant: Variant) -> None:
        compared = price_of(variant, "us", NOW).compare_at_minor

        assert compared is None or compared > variant.prices["us"]["minor"]

    def test_where_it_is_not_sold_there_is_none(self) -> None:
        with pytest.raises(KeyError):
            price_of(Variant(sku="MUG", prices={"us": {"minor": 1}}), "eu", NOW)


@pytest.mark.usefixtures("database")
class TestLine:
    def test_a_cart_pays_what_so_many_cost(self) -> None:
        a.markets()
        facts = a.goods_file("MUG", price=1_000)
        facts["variants"][0]["tiers"] = {
            "us": [{"fromQuantity": 5, "minor": 900}, {"fromQuantity": 2, "minor": 800, "group": "trade"}]
        }
        a.product(facts)
        goods, market = sellable(["MUG"], "us")["MUG"], market_named("us")

        lines = [priced_line(goods, quantity, market) for quantity in (1, 4, 5, 6)]
        assert [(line.unit_minor, line.total_minor) for line in lines] == [
            (1_000, 1_000),
            (1_000, 4_000),
            (900, 4_500),
            (900, 5_400),
        ]
        assert price_of(goods.variant, "us", NOW, 4, "trade") == Price(800)

    def test_a_variant_has_its_own_picture(self) -> None:
        a.markets()
        facts = a.goods_file("MUG", images=[{"url": "https://images.example/all.png"}])
        assert priced_line_of(facts) == "https://images.example/all.png"
        facts["variants"][0]["image"] = {"url": "https://images.example/own.png"}
        assert priced_line_of(facts) == "https://images.example/own.png"
        assert priced_line_of(a.goods_file("POT")) is None


def priced_line_of(facts: dict[str, Any]) -> str | None:
    a.product(facts)
    sku = facts["variants"][0]["sku"]
    return priced_line(sellable([sku], "us")[sku], 1, market_named("us")).image
