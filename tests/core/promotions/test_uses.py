from functools import partial

import pytest

from core.promotions.errors import PromotionUsedUp
from core.promotions.models import PromotionUses
from core.promotions.queries import book
from core.promotions.uses import (
    claim,
    faults,
    is_known,
    make_final,
    note_buyer,
    owners_of,
    release,
    used_up,
)
from tests import builders as a
from tests.at_once import answers, many, refusals
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


def claimed(payment: str, *promotions: str, by: str = "ada@example.com") -> str:
    claim(payment, f"cart-{payment}", promotions or ["ten-off"], owners_of(by, None))
    return payment


def test_mailboxes_that_only_look_different_are_one_buyer() -> None:
    """As they have been counted from the first order on."""
    assert owners_of("x@straße.de", None) == owners_of("X@STRASSE.DE", None)


def counts() -> tuple[int, int, int]:
    """Left, taken and used, of all buckets together."""
    buckets = PromotionUses.objects(owner=None)
    return (
        sum(bucket.left for bucket in buckets),
        sum(bucket.taken for bucket in buckets),
        sum(bucket.used for bucket in buckets),
    )


class TestLimit:
    @pytest.mark.parametrize(("limit", "buyers"), [(1, 100), (120, 150)])
    def test_is_exact_however_many_come_at_once(self, limit: int, buyers: int) -> None:
        a.promotion(limit=limit)
        results = many([partial(claimed, f"pay-{n}", by=f"{n}@example.com") for n in range(buyers)])

        assert len(answers(results)) == limit
        assert {type(refusal) for refusal in refusals(results)} == {PromotionUsedUp}
        assert (counts(), list(faults())) == ((0, limit, 0), [])

    def test_counts_a_payment_once(self) -> None:
        a.promotion(limit=5)
        many([lambda: claimed("pay-1")] * 10)

        assert counts() == (4, 1, 0)

    def test_comes_back_with_the_attempt_and_once(self) -> None:
        a.promotion(limit=1)
        claimed("pay-1")
        many([lambda: release("pay-1")] * 5)
        assert counts() == (1, 0, 0)

        claimed("pay-2")
        make_final("pay-2")
        make_final("pay-2")
        release("pay-2")
        assert counts() == (0, 1, 1)

    def test_where_one_is_used_up_nothing_is_claimed(self) -> None:
        a.promotion("one", limit=1)
        a.promotion("two", limit=1)
        claimed("pay-1", "two")
        with pytest.raises(PromotionUsedUp):
            claimed("pay-2", "one", "two")

        claimed("pay-3", "one")

    def test_can_be_changed_while_it_is_used(self) -> None:
        a.promotion(limit=2)
        claimed("pay-1")
        a.promotion(limit=150)
        assert counts()[:2] == (149, 1)
        a.promotion(limit=1)
        assert counts()[:2] == (0, 1)
        with pytest.raises(PromotionUsedUp):
            claimed("pay-2")


class TestPerCustomer:
    def test_one_mailbox_is_one_buyer(self) -> None:
        a.promotion(limitPerCustomer=1)
        results = many([partial(claimed, f"pay-{n}", by="Ada@Example.com") for n in range(20)])

        assert len(answers(results)) == 1
        claimed("pay-other", by="eve@example.com")

    def test_a_first_order_is_one_however_many_are_begun(self) -> None:
        a.promotion(when={"firstOrder": True})
        claimed("pay-1")
        with pytest.raises(PromotionUsedUp):
            claimed("pay-2")
        assert not is_known(owners_of("ada@example.com", None))
        note_buyer(owners_of("ada@example.com", "cus_1"))
        assert is_known(owners_of("eve@example.com", "cus_1"))


def test_a_promotion_without_a_limit_is_never_written(wire: Wire) -> None:
    a.promotion()
    with wire.recorded() as commands:
        claimed("pay-1")
    assert [command.name for command in commands if command.writes] == []


def test_what_a_cart_has_claimed_is_not_used_up_for_it() -> None:
    a.promotion(limit=1)
    claimed("pay-1")

    rules = book().rules
    assert used_up(rules, "cart-pay-1", []) == frozenset()
    assert used_up(rules, "cart-else", []) == {"ten-off"}
