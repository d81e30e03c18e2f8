from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.addresses import Address
from core.carts.claiming import claim
from core.carts.errors import CartFull, CartNotFound, CartVersionStale
from core.carts.models import MOST_LINES, MOST_PIECES, Cart, cart_id
from core.carts.queries import any_cart_of, cart_of
from core.carts.services import (
    change_market,
    choose_delivery,
    fill,
    open_basket,
    set_addresses,
    set_email,
)
from core.catalog.errors import UnknownSku
from core.catalog.goods import ProductInFile
from core.catalog.services import put_products
from core.errors import Invalid
from core.files import record_of
from core.markets.models import Market
from core.markets.queries import market_named
from tests import builders as a
from tests.at_once import at_once, many, refusals
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def markets() -> dict[str, Market]:
    return a.markets()


@pytest.fixture
def cart(markets: dict[str, Market]) -> Cart:
    """An empty cart in `us`; MUG and POT can be bought there, SCHAL only in `eu`."""
    a.goods("MUG")
    a.goods("POT")
    a.goods("SCHAL", prices={"eu": 3_000})
    return a.cart()


def seen(cart: Cart) -> dict[str, int]:
    return a.fresh(cart).quantities


class TestOpen:
    def test_the_token_is_told_once_and_kept_nowhere(self, markets: dict[str, Market]) -> None:
        basket, token = open_basket(markets["us"], "en-US", days=3)

        cart = basket.cart

        assert len(token) >= 43
        assert token not in str(Cart._get_collection().find_one())
        assert cart_of(token).id == cart.id == cart_id(token)

    def test_no_two_carts_have_the_same_token(self, markets: dict[str, Market]) -> None:
        assert len({open_basket(markets["us"], "en-US", days=3)[1] for _ in range(20)}) == 20

    @pytest.mark.usefixtures("cart")
    @pytest.mark.parametrize("token", ["", "x", "x" * 43, "ß\0"])
    def test_a_token_that_was_guessed_opens_nothing(self, token: str) -> None:
        for read in (cart_of, any_cart_of):
            with pytest.raises(CartNotFound):
                read(token)

    def test_a_cart_expires_by_the_clock_not_by_the_database(self, markets: dict[str, Market]) -> None:
        basket, token = open_basket(markets["us"], "en-US", days=3)
        cart = basket.cart
        with clock.moved(timedelta(days=3, seconds=1)):
            with pytest.raises(CartNotFound):
                cart_of(token)
            with pytest.raises(CartNotFound):
                set_email(cart.id, "ada@example.com")
        assert Cart._get_collection().index_information()["expires_at_1"]["expireAfterSeconds"] == 0

    def test_a_cart_that_became_an_order_is_closed(self, markets: dict[str, Market]) -> None:
        basket, token = open_basket(markets["us"], "en-US", days=3)
        cart = basket.cart
        assert Cart.objects.close(cart.id, "Q-1")
        assert not Cart.objects.close(cart.id, "Q-2")

        with pytest.raises(CartNotFound):
            cart_of(token)
        with pytest.raises(CartNotFound):
            set_email(cart.id, "ada@example.com")
        assert any_cart_of(token).order_number == "Q-1"


class TestQuantities:
    def test_are_set_or_added_to_and_zero_removes(self, cart: Cart) -> None:
        fill(cart.id, {"MUG": 2, "POT": 1})
        fill(cart.id, {"MUG": 1}, add=True)
        assert seen(cart) == {"MUG": 3, "POT": 1}

        fill(cart.id, {"MUG": 1})
        fill(cart.id, {"POT": 0})
        assert seen(cart) == {"MUG": 1}

        fill(cart.id, {"MUG": 0, "NEVER-THERE": 0})
        assert seen(cart) == {}

    def test_every_change_grows_the_version(self, cart: Cart) -> None:
        versions = [fill(cart.id, {"MUG": number}).cart.version for number in (1, 2, 2)]

        assert versions == [cart.version + 1, cart.version + 2, cart.version + 3]
        assert a.fresh(cart).version == versions[-1]

    @pytest.mark.parametrize("sku", ["NOTHING", "SCHAL", "mug", "", "$ne"])
    def test_what_the_market_does_not_sell_is_refused_and_nothing_is_changed(
        self, sku: str, cart: Cart
    ) -> None:
        with pytest.raises(UnknownSku):
            fill(cart.id, {"MUG": 1, sku: 1})

        assert (seen(cart), a.fresh(cart).version) == ({}, cart.version)

    @pytest.mark.parametrize("quantity", [MOST_PIECES + 1, 10**9, -1, -(10**9)])
    def test_a_line_holds_one_to_ninety_nine_pieces(self, quantity: int, cart: Cart) -> None:
        fill(cart.id, {"POT": MOST_PIECES})
        with pytest.raises(Invalid) as refusal:
            fill(cart.id, {"MUG": quantity})

        assert refusal.value.field == "lines.quantity"
        assert seen(cart) == {"POT": MOST_PIECES}

    @pytest.mark.parametrize("more", [MOST_PIECES, -2])
    def test_additions_are_measured_by_their_sum(self, more: int, cart: Cart) -> None:
        fill(cart.id, {"MUG": 1})
        with pytest.raises(Invalid):
            fill(cart.id, {"MUG": more}, add=True)

        assert seen(cart) == {"MUG": 1}

    def test_a_cart_holds_a_hundred_lines(self, cart: Cart) -> None:
        skus = _many_goods(MOST_LINES + 1)
        fill(cart.id, dict.fromkeys(skus[:MOST_LINES], 1))

        with pytest.raises(CartFull) as refusal:
            fill(cart.id, {skus[-1]: 1})
        assert refusal.value.field == "lines"
        assert len(seen(cart)) == MOST_LINES
        fill(cart.id, {skus[0]: 0, skus[-1]: 1})

    def test_a_change_that_read_another_version_is_refused(self, cart: Cart) -> None:
        changed = fill(cart.id, {"MUG": 1}, expected=cart.version).cart

        with pytest.raises(CartVersionStale) as refusal:
            fill(cart.id, {"MUG": 9}, expected=cart.version)
        assert refusal.value.extra["version"] == changed.version
        assert seen(cart) == {"MUG": 1}

    def test_of_two_changes_that_read_the_same_version_one_is_made(self, cart: Cart) -> None:
        results = at_once([partial(fill, cart.id, {"MUG": n}, expected=cart.version) for n in range(1, 9)])

        assert {type(refusal) for refusal in refusals(results)} == {CartVersionStale}
        assert len(refusals(results)) == 7

    def test_what_is_no_longer_sold_can_still_be_taken_out_or_kept(self, cart: Cart) -> None:
        fill(cart.id, {"MUG": 2, "POT": 1})
        a.goods("MUG", prices={"eu": 1_000})

        fill(cart.id, {"MUG": 1})
        fill(cart.id, {"MUG": 0})
        with pytest.raises(UnknownSku):
            fill(cart.id, {"MUG": 1})
        assert seen(cart) == {"POT": 1}


class TestMany:
    def test_a_hundred_additions_at_once_are_all_there(self, cart: Cart) -> None:
        skus = _many_goods(100)
        adding = [partial(fill, cart.id, {sku: 1}, add=True) for sku in skus]

        assert refusals(many(adding)) == []
        assert seen(cart) == dict.fromkeys(skus, 1)

    def test_additions_to_one_line_add_up(self, cart: Cart) -> None:
        assert refusals(many([lambda: fill(cart.id, {"MUG": 1}, add=True)] * 40)) == []
        assert seen(cart) == {"MUG": 40}

    def test_changes_of_all_kinds_at_once_are_all_there(self, cart: Cart) -> None:
        changes: list[Callable[[], object]] = [
            lambda: fill(cart.id, {"MUG": 3}),
            lambda: fill(cart.id, {"POT": 2}),
            lambda: set_email(cart.id, "ada@example.com"),
            lambda: set_addresses(cart.id, a.address(), None, ["US"]),
            lambda: claim(cart.id, "cus_1", "other@example.com"),
        ]
        assert refusals(at_once(changes)) == []

        known = a.fresh(cart)
        assert known.quantities == {"MUG": 3, "POT": 2}
        assert (known.customer_id, _city(known.shipping_address)) == ("cus_1", "Reno")
        assert known.email in {"ada@example.com", "other@example.com"}
        assert known.version == cart.version + 5

    def test_a_change_that_comes_in_between_is_kept(self, cart: Cart, wire: Wire) -> None:
        with wire.meanwhile(lambda c: c.name == "update", lambda: fill(cart.id, {"POT": 2})):
            fill(cart.id, {"MUG": 1})

        assert seen(cart) == {"POT": 2, "MUG": 1}

    def test_nothing_is_changed_in_a_cart_that_becomes_an_order_at_that_moment(
        self, cart: Cart, wire: Wire
    ) -> None:
        def close() -> None:
            assert Cart.objects.close(cart.id, "Q-1")

        with wire.meanwhile(lambda c: c.name == "update", close), pytest.raises(CartNotFound):
            fill(cart.id, {"MUG": 1})
        assert (seen(cart), a.fresh(cart).order_number) == ({}, "Q-1")


class TestAddressAndDelivery:
    def test_who_is_billed_is_who_gets_it_unless_said_otherwise(self, cart: Cart) -> None:
        assert _city(set_addresses(cart.id, a.address(), None, ["US"]).billing_address) == "Reno"

        billing = a.address(city="Carson City")
        assert _city(set_addresses(cart.id, a.address(), billing, ["US"]).billing_address) == "Carson City"

    def test_a_country_that_the_market_does_not_deliver_to_is_refused(self, cart: Cart) -> None:
        with pytest.raises(Invalid) as refusal:
            set_addresses(cart.id, a.address(country="DE"), None, ["US"])

        assert refusal.value.field == "shippingAddress.country"
        assert a.fresh(cart).shipping_address is None

    def test_the_delivery_falls_with_the_country_and_with_nothing_less(self, cart: Cart) -> None:
        set_addresses(cart.id, a.address(), None, ["US", "CA"])
        choose_delivery(cart.id, "us-standard")

        assert set_addresses(cart.id, a.address(city="Elko"), None, ["US", "CA"]).delivery == "us-standard"
        assert set_addresses(cart.id, a.address(country="CA"), None, ["US", "CA"]).delivery is None
        assert a.fresh(cart).delivery is None

    def test_an_address_without_its_parts_is_refused(self, cart: Cart) -> None:
        with pytest.raises(Exception, match="line1"):
            set_addresses(cart.id, Address(name="Ada", country="US"), None, ["US"])
        assert a.fresh(cart).shipping_address is None


class TestMarket:
    def test_another_market_keeps_the_goods_and_drops_the_delivery(self, cart: Cart) -> None:
        fill(cart.id, {"MUG": 2})
        choose_delivery(cart.id, "us-standard")
        moved = change_market(cart.id, market_named("eu"), "de-DE")

        assert (moved.market, moved.locale, moved.delivery) == ("eu", "de-DE", None)
        assert seen(cart) == {"MUG": 2}

    def test_another_language_alone_keeps_the_delivery(self, cart: Cart) -> None:
        choose_delivery(cart.id, "us-standard")

        assert change_market(cart.id, market_named("us"), "en-US").delivery == "us-standard"


def _many_goods(count: int) -> list[str]:
    skus = [f"SKU-{number}" for number in range(count)]
    put_products([record_of(ProductInFile, a.goods_file(sku), where="the test") for sku in skus])
    return skus


def _city(address: Address | None) -> str:
    assert address
    return address.city
