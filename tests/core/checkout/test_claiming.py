from collections.abc import Collection
from threading import Thread

import pytest

from core.bootstrap import Shop
from core.carts.models import Cart
from core.carts.queries import cart_of
from core.checkout import claiming
from core.checkout.claiming import claim_cart
from core.checkout.errors import CartChanged
from core.checkout.invariants import violations
from core.checkout.services import give_up, start_payment
from core.payments.models import Payment
from core.payments.queries import carts_being_paid
from tests import builders as a


def claimed(guest: Cart) -> Cart:
    return claim_cart(guest.id, "cus_1", "ada@example.com", policy="add")


def test_the_accounts_own_cart_that_is_being_paid_for_stays_by_itself(shop: Shop) -> None:
    own, token = a.cart_with_token({"POT": 1}, customer_id="cus_1")
    paying = a.ready_cart({"MUG": 1}, customer_id="cus_1")
    started = a.started_payment(shop, basket=paying).payment
    guest = a.cart({"CUP": 1})

    assert claimed(guest).quantities == claimed(guest).quantities == {"CUP": 1, "POT": 1}
    assert (cart_of(token).id, a.fresh(own).merged_into) == (guest.id, guest.id)
    assert (a.fresh(paying).merged_into, a.fresh(paying).version) == (None, started.cart_version)
    assert a.place(shop, started).quantities == {"MUG": 1}
    assert violations() == []


def test_a_guests_cart_that_is_being_paid_for_gets_nothing_more(shop: Shop) -> None:
    own = a.cart({"POT": 1}, customer_id="cus_1")
    guest = a.ready_cart({"MUG": 1})
    a.started_payment(shop, basket=guest)

    assert (claimed(guest).quantities, claimed(guest).customer_id) == ({"MUG": 1}, "cus_1")
    assert (a.fresh(own).merged_into, a.fresh(own).quantities) == (None, {"POT": 1})


def test_a_claim_makes_no_payment_stale(shop: Shop) -> None:
    guest = a.ready_cart({"MUG": 1})
    started = a.started_payment(shop, basket=guest).payment
    claimed(guest)

    order = a.place(shop, started)
    assert (order.payment_id, order.customer_id, violations()) == (started.id, "cus_1", [])


def test_when_the_attempt_is_over_the_two_become_one(shop: Shop) -> None:
    paying = a.ready_cart({"MUG": 1}, customer_id="cus_1")
    started = a.started_payment(shop, basket=paying).payment
    give_up(started, shop.gateways["stripe"])

    assert claimed(a.cart({"CUP": 1})).quantities == {"CUP": 1, "MUG": 1}


def test_a_payment_that_is_opened_while_its_cart_is_claimed_is_seen(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written after the claim has looked for it and before the claim is done."""
    paying, guest = a.ready_cart({"MUG": 1}, customer_id="cus_1"), a.cart({"CUP": 1})

    def looked(carts: Collection[str]) -> frozenset[str]:
        found = carts_being_paid(carts)
        if Payment.objects.first() is None:
            opening = Thread(target=a.started_payment, args=(shop,), kwargs={"basket": paying})
            opening.start()
            opening.join()
        return found

    monkeypatch.setattr(claiming, "carts_being_paid", looked)

    assert claimed(guest).quantities == {"CUP": 1}
    assert a.fresh(paying).merged_into is None
    order = a.place(shop, Payment.objects.get())
    assert (order.customer_id, order.quantities, violations()) == ("cus_1", {"MUG": 1}, [])


def test_a_payment_of_a_cart_that_was_claimed_meanwhile_is_refused(shop: Shop) -> None:
    paying = a.ready_cart({"MUG": 1}, customer_id="cus_1")
    read = a.fresh(paying)
    claimed(a.cart({"CUP": 1}))
    with pytest.raises(CartChanged):
        start_payment(read, "stripe", gateways=shop.gateways, carrier=shop.carrier, hold_seconds=900)

    assert Payment.objects.count() == 0
