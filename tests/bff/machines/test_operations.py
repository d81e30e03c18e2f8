"""What a machine says and asks: stock, orders, parcels, products and prices."""

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.catalog.events import ProductsChanged
from core.catalog.models import PriceHistory, Product
from core.inventory.models import StockItem, StockMove
from core.keys.models import ApiKey
from core.orders.queries import AT_REST, order_by_number
from tests import builders as a
from tests.bff.asker import Asker, fields_of

pytestmark = pytest.mark.usefixtures("shop")
CHANGES = "/v1/machine/stock/changes"


@pytest.fixture(autouse=True)
def _goods(shop: Shop) -> None:
    a.markets()
    a.goods("MUG-SAND", available=20)
    a.goods("MUG-INK", available=5)


def key() -> str:
    return f"key:{ApiKey.objects.get().id}"


def line(pieces: int, sku: str = "MUG-SAND", location: str = "reno") -> dict[str, Any]:
    return {"sku": sku, "location": location, "pieces": pieces}


def told(*lines: dict[str, Any]) -> dict[str, Any]:
    return {"reference": "ASN-7", "lines": list(lines)}


def lying(sku: str = "MUG-SAND", location: str = "reno") -> int:
    item = StockItem.objects.get(sku=sku, location=location)
    return int(item.available)


class TestStock:
    def test_what_lies_where_is_paged(self, erp: Asker) -> None:
        first = erp.get("/v1/machine/stock?limit=1").get_json()
        rest = erp.get(f"/v1/machine/stock?after={first['next']}").get_json()
        skus = [level["sku"] for level in [*first["levels"], *rest["levels"]]]

        assert skus == ["MUG-INK", "MUG-SAND"]
        assert rest["next"] is None
        only = erp.get("/v1/machine/stock?sku=MUG-INK&location=reno").get_json()["levels"]
        assert only == [{"sku": "MUG-INK", "location": "reno", "available": 5, "held": 0, "sold": 0}]

    def test_levels_are_set_and_written_down_as_the_machines(self, erp: Asker) -> None:
        lines = told(line(12), line(7, "MUG-INK"), line(4, location="rotterdam"))
        assert erp.do("PUT", "/v1/machine/stock", lines) == {"pieces": [-8, 2, 4]}

        assert (lying(), lying("MUG-INK"), lying(location="rotterdam")) == (12, 7, 4)
        assert {one.action for one in AuditRecord.objects(actor=key())} == {"count_stock", "receive_delivery"}
        assert StockMove.objects(actor=key(), cause__contains="ASN-7").count() == 3

    def test_the_same_level_again_changes_nothing(self, erp: Asker) -> None:
        assert erp.do("PUT", "/v1/machine/stock", told(line(20))) == {"pieces": [0]}

    def test_what_has_come_and_gone_is_added_up(self, erp: Asker) -> None:
        assert erp.do("POST", CHANGES, told(line(5), line(-2, "MUG-INK"))) == {"pieces": [25, 3]}
        assert (lying(), lying("MUG-INK")) == (25, 3)

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            (line(1, sku="NO-MUG"), "lines.1.sku"),
            (line(1, location="nowhere"), "lines.1.location"),
            (line(1, location="~ahead"), "lines.1.location"),
            (line(-6, "MUG-INK"), "lines.1.pieces"),
            (line(0, "MUG-INK"), "lines.1.pieces"),
            (line(1_000_001, "MUG-INK"), "lines.1.pieces"),
            (line(3), "lines.1"),
        ],
    )
    def test_one_wrong_line_stops_all_of_them_and_is_named(
        self, erp: Asker, wrong: dict[str, Any], field: str
    ) -> None:
        answer = erp.ask("POST", CHANGES, told(line(5), wrong), Idempotency_Key="a-key-of-16-letters")

        assert (answer.status_code, fields_of(answer)) == (422, [field])
        assert (lying(), lying("MUG-INK")) == (20, 5)

    @pytest.mark.parametrize("pieces", ["1", 1.5, True, None])
    def test_pieces_are_whole_numbers(self, erp: Asker, pieces: object) -> None:
        body = told({**line(1), "pieces": pieces})

        assert (
            erp.ask("PUT", "/v1/machine/stock", body, Idempotency_Key="a-key-of-16-letters").status_code
            == 422
        )

    def test_what_is_held_is_not_counted_away(self, erp: Asker, shop: Shop) -> None:
        a.placed_order(shop, {"MUG-INK": 4}, provider="manual")

        answer = erp.ask(
            "PUT", "/v1/machine/stock", told(line(1, "MUG-INK")), Idempotency_Key="a-key-of-16-letters"
        )
        assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/promised-to-others")

    def test_a_write_takes_a_key_against_repetition(self, erp: Asker) -> None:
        assert erp.ask("POST", CHANGES, told(line(5))).status_code == 400
        for _ in range(3):
            erp.ask("POST", CHANGES, told(line(5)), Idempotency_Key="a-key-of-16-letters")
        assert lying() == 25

    def test_a_hundred_lines_are_enough(self, erp: Asker) -> None:
        body = told(*(line(1, f"SKU-{n}") for n in range(101)))

        assert erp.ask("POST", CHANGES, body, Idempotency_Key="a-key-of-16-letters").status_code == 422


class TestOrders:
    def test_whoever_goes_on_from_next_hears_of_each_order_once(self, erp: Asker, shop: Shop) -> None:
        numbers = [a.paid_order(shop, {"MUG-SAND": 1}).number for _ in range(3)]
        seen, after = [], ""
        with clock.moved(AT_REST + timedelta(seconds=1)):
            for _ in range(4):
                page = erp.get(f"/v1/machine/orders?limit=2{after}").get_json()
                seen += [order["number"] for order in page["orders"]]
                after = f"&after={page['next']}"

        assert seen == numbers

    def test_an_order_of_this_moment_waits_until_none_can_come_before_it(
        self, erp: Asker, shop: Shop
    ) -> None:
        a.paid_order(shop, {"MUG-SAND": 1})

        assert erp.get("/v1/machine/orders").get_json() == {"orders": [], "next": None}

    def test_orders_that_stand_somewhere_are_listed(self, erp: Asker, shop: Shop) -> None:
        paid = a.paid_order(shop, {"MUG-SAND": 2})
        a.placed_order(shop, {"MUG-SAND": 1}, provider="manual")
        with clock.moved(AT_REST + timedelta(seconds=1)):
            (only,) = erp.get("/v1/machine/orders?status=paid").get_json()["orders"]

        assert (only["number"], only["toShip"]) == (paid.number, [{"sku": "MUG-SAND", "quantity": 2}])
        assert erp.get(f"/v1/machine/orders/{paid.number}").get_json()["email"] == paid.email

    def test_an_unknown_order_is_not_found(self, erp: Asker) -> None:
        assert erp.get("/v1/machine/orders/Q-NONE").status_code == 404
        assert erp.get("/v1/machine/orders?status=lost").status_code == 422

    def test_parcels_leave_in_parts_and_the_machine_has_sent_them(self, erp: Asker, shop: Shop) -> None:
        number = a.paid_order(shop, {"MUG-SAND": 3}).number
        path = f"/v1/machine/orders/{number}/shipments"
        part = {"carrier": "UPS", "trackingCode": "1Z", "lines": [{"sku": "MUG-SAND", "quantity": 1}]}

        assert erp.do("POST", path, part)["lines"] == [{"sku": "MUG-SAND", "quantity": 1}]
        assert erp.do("POST", path, {"carrier": "UPS"})["position"] == 2
        assert order_by_number(number).status == "shipped"
        assert {one.actor for one in AuditRecord.objects(action="ship_order")} == {key()}

    def test_a_parcel_that_is_told_of_twice_left_once(self, erp: Asker, shop: Shop) -> None:
        number = a.paid_order(shop, {"MUG-SAND": 3}).number
        part = {"carrier": "UPS", "lines": [{"sku": "MUG-SAND", "quantity": 1}]}
        path = f"/v1/machine/orders/{number}/shipments"
        statuses = [
            erp.ask("POST", path, part, Idempotency_Key="a-key-of-16-letters").status_code for _ in range(3)
        ]

        assert statuses == [201, 201, 201]
        assert order_by_number(number).shipped_pieces == 1

    @pytest.mark.parametrize(
        ("sku", "quantity", "status"), [("MUG-SAND", 4, 409), ("NO-MUG", 1, 422), ("MUG-SAND", 0, 422)]
    )
    def test_more_than_was_bought_does_not_leave(
        self, erp: Asker, shop: Shop, sku: str, quantity: int, status: int
    ) -> None:
        number = a.paid_order(shop, {"MUG-SAND": 3}).number
        body = {"carrier": "UPS", "lines": [{"sku": sku, "quantity": quantity}]}
        path = f"/v1/machine/orders/{number}/shipments"

        assert erp.ask("POST", path, body, Idempotency_Key="a-key-of-16-letters").status_code == status
        assert order_by_number(number).shipped_pieces == 0


class TestPrices:
    def price(self, minor: int, sku: str = "MUG-SAND", market: str = "us", **more: Any) -> dict[str, Any]:
        return {"sku": sku, "market": market, "minor": minor, **more}

    def test_prices_change_at_once_and_their_history_is_kept(self, erp: Asker) -> None:
        product = Product.objects.get(variants__sku="MUG-SAND")
        before = product.variants[0].prices["us"]["minor"]
        lines = [self.price(before + 100, compareAtMinor=before + 500)]

        with clock.moved(timedelta(minutes=1)):
            assert erp.do("POST", "/v1/machine/prices", {"prices": lines}) == {"changed": 1}
            assert erp.do("POST", "/v1/machine/prices", {"prices": lines}) == {"changed": 0}
        now = Product.objects.get(id=product.id).variants[0].prices
        assert now["us"] == {"minor": before + 100, "compare_at_minor": before + 500}
        assert {**now, "us": None} == {**product.variants[0].prices, "us": None}
        assert [row.minor for row in PriceHistory.objects(sku="MUG-SAND", market="us")] == [before]
        (record,) = AuditRecord.objects(action="reprice")
        assert (record.actor, record.target) == (key(), f"product:{product.slug}")
        assert a.events(ProductsChanged) == [ProductsChanged([product.slug], list(product.shelves), [])]

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"sku": "NO-MUG"}, "prices.1.sku"),
            ({"market": "mars"}, "prices.1.market"),
            ({"sku": "MUG-US", "market": "eu"}, "prices.1.market"),
            ({"minor": 10**15}, "prices.1.minor"),
        ],
    )
    def test_one_wrong_price_stops_all_of_them_and_is_named(
        self, erp: Asker, wrong: dict[str, Any], field: str
    ) -> None:
        a.goods("MUG-US", prices={"us": 1_800})
        lines = [self.price(1), {**self.price(2, "MUG-INK"), **wrong}]
        answer = erp.ask(
            "POST", "/v1/machine/prices", {"prices": lines}, Idempotency_Key="a-key-of-16-letters"
        )

        assert (answer.status_code, fields_of(answer)) == (422, [field])
        assert PriceHistory.objects.count() == 0


class TestProducts:
    BODY: dict[str, Any] = {  # noqa: RUF012  # not changed
        "name": "Harbour lamp",
        "category": "table",
        "options": {"Colour": ["Brass"]},
        "variants": [
            {"sku": "LAMP-BRASS", "options": {"Colour": "Brass"}, "prices": {"us": {"minor": 9_900}}}
        ],
    }

    def put(
        self, erp: Asker, change: dict[str, Any], slug: str = "lamp", key: str = "a-key-of-16-letters"
    ) -> Any:
        body = {**self.BODY, **change}
        return erp.ask("PUT", f"/v1/machine/products/{slug}", body, Idempotency_Key=key)

    def test_a_product_is_new_and_then_changed(self, erp: Asker) -> None:
        assert self.put(erp, {}).status_code == 204
        answer = self.put(erp, {"name": "Quay lamp"}, key="another-key-of-ours")
        assert (answer.status_code, answer.text) == (204, "")

        assert Product.objects.get(slug="lamp").name == "Quay lamp"
        assert {one.actor for one in AuditRecord.objects(action="put_product")} == {key()}

    @pytest.mark.parametrize(
        "change",
        [
            {"name": ""},
            {"category": "Not A Slug"},
            {"variants": []},
            {"variants": [{"sku": "X Y", "prices": {}}]},
            {"variants": [{"sku": "LAMP", "prices": {"mars": {"minor": 1}}}]},
            {"variants": [{"sku": "LAMP", "prices": {"us": {"minor": -1}}}]},
            {"variants": [{"sku": "LAMP", "prices": {"us": {"minor": 1}}, "stock": {"reno": 5}}]},
            {"slug": "another"},
            {"status": "hidden"},
            {"attributes": {"$where": ["1"]}},
        ],
    )
    def test_what_does_not_fit_is_refused(self, erp: Asker, change: dict[str, Any]) -> None:
        answer = self.put(erp, change)

        assert answer.status_code == 422, answer.text
        assert fields_of(answer)
        assert Product.objects(slug="lamp").count() == 0

    def test_the_sku_of_another_product_is_not_taken(self, erp: Asker) -> None:
        variant = {**self.BODY["variants"][0], "sku": "MUG-SAND"}

        assert self.put(erp, {"variants": [variant]}).status_code == 409

    def test_an_address_that_is_none_is_refused(self, erp: Asker) -> None:
        assert self.put(erp, {}, slug="Not_A_Slug").status_code == 422
