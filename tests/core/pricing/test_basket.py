"""Check 8: whatever is in a basket and whatever applies to it, its amounts are whole and add up."""

import random
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.money import Money
from core.pricing.basket import DeliveryItem, Item, Priced, price_basket
from core.pricing.discounts import Case
from core.pricing.prices import Price
from core.pricing.quote import quote_from_plain
from core.pricing.tax import TaxTerms
from core.pricing.trace import BASE, LIST, PROMOTION, ROUNDING, TraceStep, added_up
from core.promotions.rules import Rule, in_order
from tests import builders as a

NOW = datetime(2026, 6, 1, tzinfo=UTC)
CURRENCIES = {"USD": 10**7, "EUR": 10**7, "JPY": 10**6, "KWD": 10**8}
SHELVES = ["kitchen", "garden", "bath"]
AMOUNT = st.integers(0, 10**5).map(lambda minor: {"us": minor})
SHARE = st.integers(1, 10_000)
ON = st.none() | st.builds(
    lambda shelves, price: {"categories": shelves, "fullPriceOnly": price},
    st.lists(st.sampled_from(SHELVES), unique=True),
    st.booleans(),
)
STEPS = st.lists(
    st.builds(lambda quantity, off: {"fromQuantity": quantity, "percentOff": off}, st.integers(1, 50), SHARE),
    min_size=1,
    max_size=3,
)
GIVES = st.one_of(
    SHARE.map(lambda share: {"percentOff": share}),
    AMOUNT.map(lambda minor: {"amountOff": minor}),
    AMOUNT.map(lambda minor: {"amountOffEach": minor}),
    AMOUNT.map(lambda minor: {"fixedPrice": minor}),
    SHARE.map(lambda share: {"deliveryPercentOff": share}),
    AMOUNT.map(lambda minor: {"deliveryAmountOff": minor}),
    st.builds(
        lambda buy, get, off: {"buyGet": {"buy": buy, "get": get, "percentOff": off}},
        st.integers(1, 4),
        st.integers(1, 3),
        SHARE,
    ),
    STEPS.map(lambda steps: {"tiers": steps}),
)


@st.composite
def rules(draw: st.DrawFn) -> list[Rule]:
    found = [
        a.rule(
            f"rule-{number}",
            gives=draw(GIVES),
            on=draw(ON),
            priority=draw(st.integers(0, 2)),
            stacking=draw(st.sampled_from(["together", "together", "exclusive", "season"])),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return in_order(found)


def item(
    sku: str, unit: int, quantity: int = 1, *, shelf: str = "kitchen", listed: int | None = None, **facts: Any
) -> Item:
    base = unit if listed is None else listed
    trace = (
        TraceStep(BASE, sku, base),
        *([TraceStep(LIST, "schedule", unit - base)] if base != unit else ()),
    )
    return Item(
        sku=sku,
        quantity=quantity,
        price=Price(unit, base if base > unit else None, None, trace),
        keys=frozenset({f"category:{shelf}", f"sku:{sku}"}),
        tax_class=facts.get("tax_class", "standard"),
        product_slug=sku.lower(),
        name=sku,
        options={},
    )


@st.composite
def baskets(draw: st.DrawFn) -> dict[str, Any]:
    currency = draw(st.sampled_from(sorted(CURRENCIES)))
    minor = st.sampled_from([100, 333]) | st.integers(
        0, CURRENCIES[currency]
    )  # of equal shares one gets more
    items = [
        item(
            f"SKU-{number}",
            draw(minor),
            draw(st.integers(1, 99)),
            shelf=draw(st.sampled_from(SHELVES)),
            listed=draw(st.none() | minor),
            tax_class=draw(st.sampled_from(["standard", "reduced"])),
        )
        for number in range(draw(st.integers(0, 8)))
    ]
    rates = {"standard": draw(st.integers(0, 3_000)), "reduced": draw(st.integers(0, 1_000))}
    return {
        "items": items,
        "rules": draw(rules()),
        "delivery": draw(
            st.none() | st.builds(DeliveryItem, st.just("d"), st.just("D"), st.integers(0, 9_999))
        ),
        "currency": currency,
        "tax": TaxTerms(draw(st.booleans()), rates, exempt=draw(st.booleans())),
        "case": Case("us", NOW),
    }


def priced(
    items: list[Item], rules: list[Rule], delivery: DeliveryItem | None = None, **facts: Any
) -> Priced:
    facts = {"currency": "USD", "tax": TaxTerms(included=False), "case": Case("us", NOW), **facts}
    return price_basket(items, in_order(rules), delivery, **facts)


def adds_up(basket: dict[str, Any]) -> None:
    quote = price_basket(**basket).quote
    taken = {rule.id: rule.minor for rule in quote.promotions}
    parts: list[Any] = [*quote.lines, *([quote.delivery] if quote.delivery else [])]
    steps = [step for part in parts for step in part.trace]

    assert quote.traced
    assert quote.discount_minor == sum(taken.values()) == sum(part.discount_minor for part in parts)
    for name, minor in taken.items():
        assert minor == -sum(step.minor for step in steps if step.id == name)
    assert quote.tax_minor == sum(part.tax_minor for part in parts)
    amounts = [
        quote.subtotal_minor,
        quote.delivery_minor,
        quote.tax_minor,
        quote.total_minor,
        quote.discount_minor,
    ]
    amounts += [
        amount for line in quote.lines for amount in (line.total_minor, line.tax_minor, line.discount_minor)
    ]
    assert all(type(amount) is int and amount >= 0 for amount in [*amounts, *taken.values()])
    assert sum(added_up(part.trace) for part in parts) == quote.total_minor
    assert Money(quote.total_minor, quote.currency).amount


def costs_the_same_in_any_order(basket: dict[str, Any], dice: random.Random) -> None:
    turned = [*basket["items"]]
    dice.shuffle(turned)
    one, other = price_basket(**basket), price_basket(**{**basket, "items": turned})

    assert {line.sku: line for line in one.quote.lines} == {line.sku: line for line in other.quote.lines}
    assert (one.quote.total_minor, one.verdicts) == (other.quote.total_minor, other.verdicts)


def basket_of(items: list[Item], *found: Rule) -> dict[str, Any]:
    facts = {"delivery": None, "currency": "USD", "tax": TaxTerms(included=False), "case": Case("us", NOW)}
    return {"items": items, "rules": in_order(found), **facts}


CHEAPER_THAN_WHAT_IS_OFF = basket_of(
    [item("A", 100), item("B", 50)], a.rule(gives={"amountOff": {"us": 500}})
)
"""Chance makes few of those."""
OF_EQUAL_REMAINDERS = basket_of(
    [item("A", 100), item("B", 100), item("C", 100)], a.rule(gives={"amountOff": {"us": 100}})
)


class TestSums:
    @settings(max_examples=40)
    @example(CHEAPER_THAN_WHAT_IS_OFF)
    @given(baskets())
    def test_are_whole_and_add_up(self, basket: dict[str, Any]) -> None:
        adds_up(basket)

    @pytest.mark.faults
    @pytest.mark.timeout(900)
    @settings(max_examples=5_000)
    @given(baskets(), st.randoms())
    def test_are_whole_and_add_up_in_thousands_of_baskets(
        self, basket: dict[str, Any], dice: random.Random
    ) -> None:
        adds_up(basket)
        costs_the_same_in_any_order(basket, dice)

    @settings(max_examples=40)
    @example(OF_EQUAL_REMAINDERS, random.Random(1))
    @given(baskets(), st.randoms())
    def test_do_not_depend_on_the_order_of_the_lines(
        self, basket: dict[str, Any], dice: random.Random
    ) -> None:
        costs_the_same_in_any_order(basket, dice)

    @settings(max_examples=40)
    @given(baskets())
    def test_come_back_from_where_they_are_stored(self, basket: dict[str, Any]) -> None:
        quote = price_basket(**basket).quote

        assert quote_from_plain(quote.as_plain()) == quote
        assert quote_from_plain({**quote.as_plain(), "of_tomorrow": 1}).traced

    def test_were_written_without_traces_once_and_are_still_read(self) -> None:
        old = priced([item("MUG", 1_000)], []).quote.as_plain()
        for name in ("promotions", "discount_minor", "tax_estimated"):
            del old[name]
        for name in ("trace", "discount_minor", "tax_class", "tax_basis_points"):
            del old["lines"][0][name]

        quote = quote_from_plain(old)
        assert (quote.total_minor, quote.discount_minor, quote.lines[0].trace) == (1_000, 0, ())


def lines_of(found: Priced) -> dict[str, int]:
    return {line.sku: line.total_minor for line in found.quote.lines}


class TestEffects:
    def test_an_amount_is_parted_by_the_largest_remainder(self) -> None:
        found = priced(
            [item("A", 100), item("B", 100), item("C", 100)], [a.rule(gives={"amountOff": {"us": 100}})]
        )

        assert lines_of(found) == {"A": 66, "B": 67, "C": 67}
        (line,) = [line for line in found.quote.lines if line.sku == "A"]
        assert [(step.kind, step.minor) for step in line.trace][1:3] == [(PROMOTION, -33), (ROUNDING, -1)]

    def test_no_more_is_taken_off_than_there_is(self) -> None:
        found = priced(
            [item("A", 100)], [a.rule(gives={"amountOff": {"us": 500}})], DeliveryItem("d", "D", 600)
        )

        assert (found.quote.total_minor, found.quote.discount_minor) == (600, 100)

    def test_an_amount_of_another_market_takes_nothing_off(self) -> None:
        found = priced([item("A", 100)], [a.rule(gives={"amountOff": {"eu": 50}})])

        assert (lines_of(found), found.verdicts[0].reason) == ({"A": 100}, "nothing-to-take-off")

    @pytest.mark.parametrize(
        ("gives", "left"),
        [
            ({"percentOff": 2_500}, 1_350),
            ({"amountOffEach": {"us": 100}}, 1_500),
            ({"fixedPrice": {"us": 500}}, 1_500),
            ({"fixedPrice": {"us": 700}}, 1_800),
            (
                {"tiers": [{"fromQuantity": 2, "percentOff": 500}, {"fromQuantity": 3, "percentOff": 1_000}]},
                1_620,
            ),
            ({"tiers": [{"fromMinor": {"us": 1_801}, "amountOff": {"us": 9}}]}, 1_800),
            ({"buyGet": {"buy": 2, "get": 1}}, 1_200),
            ({"buyGet": {"buy": 2, "get": 1, "percentOff": 5_000}}, 1_500),
            ({"buyGet": {"buy": 3, "get": 1}}, 1_800),
        ],
    )
    def test_each_takes_off_what_it_says(self, gives: dict[str, Any], left: int) -> None:
        assert lines_of(priced([item("A", 600, 3)], [a.rule(gives=gives)])) == {"A": left}

    def test_the_cheapest_pieces_are_given(self) -> None:
        items = [item("A", 900, 2), item("B", 500, 2), item("C", 700, 2)]
        found = priced(items, [a.rule(gives={"buyGet": {"buy": 2, "get": 1}})])

        assert lines_of(found) == {"A": 1_800, "B": 0, "C": 1_400}

    def test_a_piece_that_is_given_does_not_count_as_bought(self) -> None:
        gift = {"buyGet": {"buy": 1, "get": 1, "gift": {"skus": ["SOCK"]}}}
        only_socks = priced([item("SOCK", 100, 1)], [a.rule(gives=gift)])
        with_shoe = priced(
            [item("SOCK", 100, 3), item("SHOE", 900)], [a.rule(on={"skus": ["SHOE"]}, gives=gift)]
        )

        assert lines_of(only_socks) == {"SOCK": 100}
        assert lines_of(with_shoe) == {"SOCK": 200, "SHOE": 900}

    def test_a_delivery_can_be_free(self) -> None:
        free = a.rule(gives={"deliveryPercentOff": 10_000})
        found = priced([item("A", 100)], [free], DeliveryItem("d", "D", 600))

        assert (found.quote.delivery_minor, found.quote.total_minor, found.quote.discount_minor) == (
            0,
            100,
            600,
        )
        assert priced([item("A", 100)], [free]).verdicts[0].reason == "delivery-missing"

    def test_only_what_is_selected_is_touched(self) -> None:
        items = [item("A", 100), item("B", 100, shelf="bath"), item("C", 100, listed=200)]
        on = {"categories": ["kitchen"], "fullPriceOnly": True}

        assert lines_of(priced(items, [a.rule(on=on)])) == {"A": 90, "B": 100, "C": 100}
        besides = {"besides": {"skus": ["A"]}}
        assert lines_of(priced(items, [a.rule(on=besides)])) == {"A": 100, "B": 90, "C": 90}


class TestConditions:
    @pytest.mark.parametrize(
        ("said", "case", "reason"),
        [
            ({"from": "2026-06-01T00:00:00.001Z"}, {}, "not-yet"),
            ({"from": "2026-06-01T00:00:00Z"}, {}, None),
            ({"until": "2026-06-01T00:00:00Z"}, {}, "over"),
            ({"markets": ["eu"]}, {}, "other-market"),
            ({"groups": ["trade"]}, {}, "customer-group"),
            ({"groups": ["trade"]}, {"group": "trade"}, None),
            ({"when": {"firstOrder": True}}, {}, "not-first-order"),
            ({"when": {"firstOrder": True}}, {"first_order": True}, None),
            ({"when": {"basketMinor": {"us": 301}}}, {}, "basket-value"),
            ({"when": {"basketMinor": {"us": 300}}}, {}, None),
            ({"when": {"quantity": 4}}, {}, "quantity"),
            ({"when": {"quantity": 3}}, {}, None),
            ({"on": {"tags": ["new"]}}, {}, "no-goods-for-it"),
            ({"enabled": False}, {}, "switched-off"),
            ({"limit": 1}, {"used_up": frozenset({"ten-off"})}, "used-up"),
        ],
    )
    def test_say_why_it_does_not_apply(
        self, said: dict[str, Any], case: dict[str, Any], reason: str | None
    ) -> None:
        found = priced([item("A", 100, 3)], [a.rule(**said)], case=Case("us", NOW, **case))

        assert found.verdicts[0].reason == reason
        assert found.quote.total_minor == (300 if reason else 270)

    def test_say_how_much_is_missing(self) -> None:
        found = priced([item("A", 100, 3)], [a.rule(when={"basketMinor": {"us": 500}})])

        assert found.verdicts[0].missing == 200


class TestStacking:
    def test_each_takes_off_what_the_earlier_ones_have_left(self) -> None:
        rules = [a.rule("half", gives={"percentOff": 5_000}, priority=1), a.rule("tenth")]

        assert lines_of(priced([item("A", 1_000)], rules)) == {"A": 450}

    def test_an_exclusive_one_stands_alone(self) -> None:
        first, second = a.rule("alone", stacking="exclusive", priority=1), a.rule("other")
        found = priced([item("A", 1_000)], [first, second])

        assert [(one.promotion, one.reason) for one in found.verdicts] == [
            ("alone", None),
            ("other", "not-combinable"),
        ]
        late = priced(
            [item("A", 1_000)], [a.rule("alone", stacking="exclusive"), a.rule("other", priority=1)]
        )
        assert [one.id for one in late.quote.promotions] == ["other"]

    def test_of_a_group_one_applies(self) -> None:
        rules = [a.rule(name, stacking="season") for name in ("one", "two")] + [a.rule("zebra")]

        assert [one.id for one in priced([item("A", 1_000)], rules).quote.promotions] == ["one", "zebra"]


class TestTax:
    def test_is_on_what_is_left(self) -> None:
        tax = TaxTerms(included=False, rates={"standard": 700})
        quote = priced([item("A", 1_000)], [a.rule()], tax=tax).quote

        assert (quote.subtotal_minor, quote.tax_minor, quote.total_minor) == (900, 63, 963)

    def test_is_not_due_from_whoever_is_exempt(self) -> None:
        for included, total in ((True, 1_000), (False, 1_190)):
            tax = TaxTerms(included=included, rates={"standard": 1_900}, exempt=True)
            quote = priced([item("A", 1_190)], [], tax=tax).quote
            assert (quote.total_minor, quote.tax_minor, quote.traced) == (total, 0, True)
