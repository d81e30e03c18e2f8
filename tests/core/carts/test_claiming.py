from functools import partial

import pytest

from core.carts.claiming import claim
from core.carts.errors import CartNotFound
from core.carts.models import Cart, cart_id
from core.carts.queries import any_cart_of, cart_of, open_cart_of
from core.carts.services import fill, set_email
from tests import builders as a
from tests.at_once import at_once, refusals

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def cart() -> Cart:
    return a.cart({"MUG": 1})


def test_a_guests_cart_becomes_the_customers(cart: Cart) -> None:
    assert (claim(cart.id, "cus_1", "ada@example.com").customer_id, a.fresh(cart).email) == (
        "cus_1",
        "ada@example.com",
    )
    assert claim(cart.id, "cus_1", "ada@example.com").quantities == {"MUG": 1}


def test_an_address_that_the_guest_gave_stays(cart: Cart) -> None:
    set_email(cart.id, "gift@example.com")

    assert claim(cart.id, "cus_1", "ada@example.com").email == "gift@example.com"


def test_the_cart_of_another_is_not_even_there(cart: Cart) -> None:
    claim(cart.id, "cus_1", "ada@example.com")

    with pytest.raises(CartNotFound):
        claim(cart.id, "cus_2", "eve@example.com")
    assert a.fresh(cart).customer_id == "cus_1"


def test_of_two_who_claim_at_once_one_has_it(cart: Cart) -> None:
    results = at_once([partial(claim, cart.id, f"cus_{n}", "x@example.com") for n in range(6)])

    assert {type(refusal) for refusal in refusals(results)} == {CartNotFound}
    assert len(refusals(results)) == 5


@pytest.mark.parametrize(
    ("policy", "held"),
    [
        ("add", {"MUG": 3, "POT": 1, "CUP": 4}),
        ("larger", {"MUG": 2, "POT": 1, "CUP": 4}),
        ("guest", {"MUG": 2, "POT": 1}),
        ("account", {"MUG": 1, "CUP": 4}),
    ],
)
def test_the_two_carts_become_one_by_the_shops_policy(policy: str, held: dict[str, int]) -> None:
    own = a.cart({"MUG": 1, "CUP": 4}, customer_id="cus_1")
    guest = a.cart({"MUG": 2, "POT": 1})

    assert claim(guest.id, "cus_1", "ada@example.com", policy=policy).quantities == held
    assert claim(guest.id, "cus_1", "ada@example.com", policy=policy).quantities == held
    mine = open_cart_of("cus_1")
    assert mine is not None
    assert mine.id == guest.id
    assert a.fresh(own).merged_into == guest.id


@pytest.mark.parametrize("policy", ["guest", "account"])
def test_an_empty_cart_never_wins(policy: str) -> None:
    a.cart({"MUG": 1}, customer_id="cus_1")

    assert claim(a.cart().id, "cus_1", "ada@example.com", policy=policy).quantities == {"MUG": 1}


def test_the_token_of_the_one_that_was_closed_leads_to_the_other() -> None:
    _, first = a.cart_with_token({"MUG": 1}, customer_id="cus_1")
    second, _ = a.cart_with_token({"POT": 1})
    claim(second.id, "cus_1", "ada@example.com")
    third, _ = a.cart_with_token({"CUP": 1})
    claim(third.id, "cus_1", "ada@example.com")

    assert cart_of(first).id == any_cart_of(first).id == third.id
    assert cart_of(first).quantities == {"MUG": 1, "POT": 1, "CUP": 1}
    with pytest.raises(CartNotFound):
        fill(cart_id(first), {"MUG": 5})


def test_nobody_is_refused_for_having_too_much() -> None:
    a.cart({"MUG": 60}, customer_id="cus_1")
    guest = a.cart({"MUG": 60})

    assert claim(guest.id, "cus_1", "ada@example.com", policy="add").quantities == {"MUG": 99}


def test_two_devices_that_sign_in_at_once_end_with_one_cart() -> None:
    carts = [a.cart({sku: 1}) for sku in ("MUG", "POT", "CUP")]

    results = at_once([partial(claim, cart.id, "cus_1", "ada@example.com") for cart in carts])

    assert refusals(results) == []
    assert Cart.objects.open().filter(customer_id="cus_1").count() == 1
    mine = open_cart_of("cus_1")
    assert mine is not None
    assert mine.quantities == {"MUG": 1, "POT": 1, "CUP": 1}


def test_the_guests_note_and_wrapping_win_and_the_accounts_stay_where_the_guest_has_none() -> None:
    guest, own = a.cart({"MUG": 1, "JUG": 1}), a.cart({"MUG": 2, "JUG": 1}, customer_id="cus_1")
    mine, theirs = {"note": "mine", "wrapped": None}, {"note": "older", "wrapped": True}
    fill(guest.id, {"MUG": 1}, wishes={"MUG": mine})
    fill(own.id, {"MUG": 2}, wishes={"MUG": theirs, "JUG": theirs})
    assert claim(guest.id, "cus_1", "ada@example.com").wishes == {"MUG": mine, "JUG": theirs}
