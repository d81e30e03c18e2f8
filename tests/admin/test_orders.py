import pytest

from core.bootstrap import Shop
from core.orders.models import Order
from core.payments.queries import payment_by_id
from tests import builders as a
from tests.admin.browser import Browser, Seen, seen
from tests.admin.conftest import Seat

pytestmark = pytest.mark.usefixtures("plenty")


def _acts(page: Seen, order: Order) -> set[str]:
    """What the page of that order offers to do."""
    here = f"/orders/{order.number}/"
    return {path.removeprefix(here) for path in page.forms() if path.startswith(here)}


class TestTheList:
    def test_the_newest_order_comes_first(self, shop: Shop, owner: Browser) -> None:
        first, second = a.placed_order(shop), a.placed_order(shop)
        shown = [path for path in owner.see("/orders/").links() if path.startswith("/orders/Q-")]
        assert shown == [f"/orders/{second.number}", f"/orders/{first.number}"]

    def test_a_row_says_who_what_and_how_much(self, shop: Shop, owner: Browser) -> None:
        order = a.paid_order(shop, {"MUG-SAND": 2}, market="eu")
        row = owner.see("/orders/").text
        for fact in (order.number, "ada@example.com", "EU", order.total.words("en-US"), "Paid", "UTC"):
            assert fact in row

    def test_status_and_market_narrow_it(self, shop: Shop, owner: Browser) -> None:
        waiting, paid = a.placed_order(shop), a.paid_order(shop, market="eu")
        for query, shown, hidden in (
            ("status=paid", paid, waiting),
            ("market=us", waiting, paid),
            ("status=awaiting_payment&market=us", waiting, paid),
        ):
            text = owner.see(f"/orders/?{query}").text
            assert shown.number in text
            assert hidden.number not in text

    def test_a_choice_that_is_not_offered_narrows_nothing(self, shop: Shop, owner: Browser) -> None:
        order = a.placed_order(shop)
        assert order.number in owner.see("/orders/?status=lost&market=$ne").text

    def test_it_is_searched_by_the_beginning_of_number_or_email(self, shop: Shop, owner: Browser) -> None:
        order = a.placed_order(shop, email="ada@example.com")
        other = a.placed_order(shop, email="grace@example.com")
        for text in (order.number, order.number[2:9].lower(), "ada@", "ADA@Example.com", f" {order.number} "):
            found = owner.find("/orders/", text)
            assert order.number in found.text, text
            assert other.number not in found.text, text

    def test_what_looks_like_a_pattern_is_only_text(self, shop: Shop, owner: Browser) -> None:
        order = a.placed_order(shop)
        for text in (
            ".*",
            "(",
            "$",
            "a|b",
            "\x00",
            "^",
            "[",
            "Q-.",
            "*",
            "=",
            "\udcff".encode("utf-8", "replace").decode(),
        ):
            page = owner.find("/orders/", text)
            assert order.number not in page.text or text == "\x00"

    def test_an_address_that_nobody_made_shows_the_first_page(self, shop: Shop, owner: Browser) -> None:
        order = a.placed_order(shop)
        for query in (
            "page=-1",
            "page=one",
            "sort=99&desc=1",
            "page_size=100000",
            "_external=1&_scheme=gopher",
            "_method=DELETE",
            "endpoint=sign_in.leave",
            "flt0_0=x",
        ):
            assert order.number in owner.see(f"/orders/?{query}").text, query
        assert owner.get("/orders/?page=999999999999999999999").status_code == 200

    def test_it_has_as_many_pages_as_it_needs(self, shop: Shop, owner: Browser) -> None:
        orders = [a.placed_order(shop).number for _ in range(3)]
        view = next(
            v for v in owner.client.application.extensions["admin"][0]._views if v.endpoint == "orders"
        )
        view.page_size = 2
        first, second = owner.see("/orders/?status=awaiting_payment"), owner.see("/orders/?page=1")
        assert "/orders/?page=1&status=awaiting_payment" in first.links()
        assert "/orders/" in second.links()
        assert [number in first.text for number in orders] == [False, True, True]
        assert [number in second.text for number in orders] == [True, False, False]
        assert "Next page" not in second.text

    def test_an_empty_shop_says_so(self, owner: Browser) -> None:
        assert "No order yet" in owner.see("/orders/").text
        assert "Nothing like that" in owner.find("/orders/", "zzz").text


class TestTheOrder:
    def test_it_shows_lines_totals_addresses_payment_and_timeline(self, shop: Shop, owner: Browser) -> None:
        order = a.shipped_order(shop, {"MUG-SAND": 2, "MUG-INK": 1})
        text = owner.see(f"/orders/{order.number}").text
        payment = payment_by_id(order.payment_id)
        for fact in (
            *("MUG-SAND", "MUG-INK", "3 pieces", "2 x $18.00", "$36.00", order.total.words("en-US")),
            *("Ada Byron", "1 Quay Street", "89501 Reno", "Billed to the same address"),
            *("Stripe", str(payment.provider_ref), "UPS", "1Z999", "Bought as a guest"),
            *("Placed by ada@example.com", "Paid by the shop", f"Shipped by {a.STAFF}"),
        ):
            assert fact in text, fact

    def test_a_line_has_the_picture_of_the_product(self, shop: Shop, owner: Browser) -> None:
        url = "https://images.ctfassets.net/space/mug.png"
        a.mirrored(
            a.entry("product", "mug-sand", title="Mug", images=[a.link("mug", "Asset")]),
            a.asset("mug", url=url),
        )
        order = a.placed_order(shop)
        page = owner.see(f"/orders/{order.number}")
        shown = [facts["src"] for tag, facts in page.tags if tag == "img"]
        assert f"{url}?w=160&h=160&fit=fill" in shown

    def test_a_picture_from_elsewhere_is_not_asked_for(self, shop: Shop, owner: Browser) -> None:
        images = [{"url": "https://elsewhere.example/mug.png", "alt": "A mug", "width": 1, "height": 1}]
        a.goods("MUG-SAND", images=images)
        order = a.placed_order(shop)
        assert "elsewhere.example" not in owner.get(f"/orders/{order.number}").text

    def test_an_unknown_number_is_404(self, owner: Browser) -> None:
        answer = owner.get("/orders/Q-NONE")
        assert answer.status_code == 404
        assert "There is no order 'Q-NONE' here." in seen(answer).text

    def test_it_offers_what_its_state_allows(self, shop: Shop, owner: Browser) -> None:
        by_transfer = a.placed_order(shop, provider="manual")
        states = {
            "by_transfer": (by_transfer, {"paid", "cancel"}),
            "by_card": (a.placed_order(shop), {"cancel"}),
            "paid": (a.paid_order(shop), {"ship", "cancel", "edit", "refund"}),
            "shipped": (a.shipped_order(shop), {"refund", "parcels/1/delivered"}),
            "cancelled": (a.cancelled_order(shop), set()),
        }
        for name, (order, expected) in states.items():
            assert _acts(owner.see(f"/orders/{order.number}"), order) == expected, name

    def test_it_offers_what_the_role_allows(self, shop: Shop, seat: Seat) -> None:
        waiting, paid = a.placed_order(shop, provider="manual"), a.paid_order(shop)
        expected = {
            "fulfilment": ({"cancel"}, {"ship", "edit"}),
            "catalogue": (set(), set()),
            "viewer": (set(), set()),
        }
        for role, offered in expected.items():
            browser = seat(role)
            found = tuple(_acts(browser.see(f"/orders/{order.number}"), order) for order in (waiting, paid))
            assert found == offered, role
