"""What a buyer does once an order is placed: find it again, claim it, send it back, get the invoice."""

import re
from datetime import timedelta
from typing import Any

import pytest

from bff.orders.schemas import OrderSchema
from core import clock
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.orders.models import Order
from core.returns.models import Return
from tests import builders as a
from tests.bff.asker import Asker
from tests.fakes import FakeMailer, FakeQueue

EMAIL = "ada@example.com"


@pytest.fixture
def order(shop: Shop) -> Order:
    return a.delivered_order(shop, {"MUG-SAND": 3}, email=EMAIL)


@pytest.fixture
def token(order: Order, asker: Asker, queue: FakeQueue, mailer: FakeMailer) -> str:
    """The token that the order's mailbox gets when somebody asks for it."""
    asker.do("POST", "/v1/orders/lookup", {"number": order.number, "email": "ADA@Example.com"})
    a.drain(queue)
    (mail,) = [message for key, message in mailer.sent if key.startswith("order_link")]
    found = re.search(r"#token=(\w+)", mail.text)
    assert found
    assert mail.recipient == EMAIL
    return found[1]


def wish(quantity: int = 1, **changes: Any) -> dict[str, Any]:
    return {"lines": [{"sku": "MUG-SAND", "quantity": quantity, "reason": "damaged", **changes}]}


class TestLookup:
    def test_the_link_in_the_mail_opens_the_order_for_its_time(
        self, order: Order, token: str, asker: Asker
    ) -> None:
        found = asker.get(f"/v1/orders/{order.number}", X_Order_Token=token)

        assert OrderSchema().validate(found.get_json()) == {}
        assert asker.get(f"/v1/pages/order/{order.number}", X_Order_Token=token).status_code == 200
        with clock.moved(timedelta(seconds=3601)):
            assert asker.get(f"/v1/orders/{order.number}", X_Order_Token=token).status_code == 404

    def test_it_opens_no_other_order_and_no_other_token_opens_it(
        self, order: Order, token: str, asker: Asker, shop: Shop
    ) -> None:
        other = a.placed_order(shop, {"POT": 1})

        assert asker.get(f"/v1/orders/{other.number}", X_Order_Token=token).status_code == 404
        for wrong in ("", "x", token[:-1], token.upper()):
            assert asker.get(f"/v1/orders/{order.number}", X_Order_Token=wrong).status_code == 404

    def test_the_answer_is_the_same_for_what_there_is_and_what_there_is_not(
        self, order: Order, asker: Asker, queue: FakeQueue, mailer: FakeMailer
    ) -> None:
        pairs = [(order.number, "eve@example.com"), ("Q-0000-0000-00", EMAIL), (order.number, EMAIL)]
        answers = [
            asker.ask("POST", "/v1/orders/lookup", {"number": number, "email": email})
            for number, email in pairs
        ]
        a.drain(queue)

        assert {(answer.status_code, answer.data) for answer in answers} == {(202, answers[0].data)}
        assert [message.recipient for key, message in mailer.sent if key.startswith("order_link")] == [EMAIL]


class TestClaim:
    def test_the_token_brings_it_into_the_account_and_an_equal_address_does_not(
        self, order: Order, token: str, asker: Asker
    ) -> None:
        asker.register(EMAIL)
        path = f"/v1/orders/{order.number}/claim"
        assert asker.ask("POST", path).status_code == 404
        assert asker.get(f"/v1/orders/{order.number}").status_code == 404
        for _ in range(2):
            assert asker.ask("POST", path, X_Order_Token=token).status_code == 200

        assert asker.get(f"/v1/orders/{order.number}").status_code == 200
        assert [entry.what for entry in a.order(order.number).timeline].count("claimed") == 1

    def test_with_that_the_links_to_it_are_used_up(
        self, order: Order, token: str, asker: Asker, queue: FakeQueue, mailer: FakeMailer
    ) -> None:
        with clock.moved(timedelta(minutes=6)):
            asker.do("POST", "/v1/orders/lookup", {"number": order.number, "email": EMAIL})
            a.drain(queue)
            another = re.findall(r"#token=(\w+)", mailer.sent[-1][1].text)[0]
            guest = Asker(asker.client)
            asker.register(EMAIL)
            assert another != token
            asker.ask("POST", f"/v1/orders/{order.number}/claim", X_Order_Token=token)

            for link in (token, another):
                assert guest.get(f"/v1/orders/{order.number}", X_Order_Token=link).status_code == 404
            assert asker.get(f"/v1/orders/{order.number}").status_code == 200

    def test_what_is_somebody_elses_is_claimed_by_nobody(
        self, order: Order, token: str, asker: Asker
    ) -> None:
        asker.register(EMAIL)
        asker.ask("POST", f"/v1/orders/{order.number}/claim", X_Order_Token=token)
        eve = Asker(asker.client)
        eve.register("eve@example.com")

        answer = eve.ask("POST", f"/v1/orders/{order.number}/claim", X_Order_Token=token)
        assert (answer.status_code, eve.get("/v1/me/orders").get_json()["orders"]) == (404, [])

    def test_a_stranger_signs_in_first(self, order: Order, token: str, asker: Asker) -> None:
        answer = asker.ask("POST", f"/v1/orders/{order.number}/claim", X_Order_Token=token)

        assert answer.status_code == 401


class TestReturns:
    def test_are_asked_for_by_whoever_may_see_the_order(self, order: Order, token: str, asker: Asker) -> None:
        path = f"/v1/orders/{order.number}/returns"
        assert asker.ask("POST", path, wish()).status_code == 401
        answer = asker.ask("POST", path, wish(2, note="Cracked."), X_Order_Token=token)

        assert (answer.status_code, answer.get_json()["state"]) == (201, "asked")
        seen = asker.get(f"/v1/orders/{order.number}", X_Order_Token=token).get_json()
        assert [line["note"] for line in seen["returns"][0]["lines"]] == ["Cracked."]
        assert seen["returnable"]["lines"] == [{"sku": "MUG-SAND", "quantity": 1}]
        assert AuditRecord.objects(action__startswith="return").count() == 0

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (wish(4), 409),
            (wish(0), 422),
            (wish(reason="because"), 422),
            (wish(refund=3), 422),
            (wish(sku="POT"), 422),
            ({"lines": []}, 422),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_is_written(
        self, body: dict[str, Any], status: int, order: Order, token: str, asker: Asker
    ) -> None:
        answer = asker.ask("POST", f"/v1/orders/{order.number}/returns", body, X_Order_Token=token)

        assert (answer.status_code, Return.objects.count()) == (status, 0)

    @pytest.mark.usefixtures("shop")
    def test_what_has_not_left_is_refused_by_where_the_order_stands(self, asker: Asker) -> None:
        a.markets()
        a.goods("MUG-SAND", available=9)
        asker.ready_cart(MUG_SAND=1)
        asker.pay()
        number = asker.place()["number"]
        answer = asker.ask("POST", f"/v1/orders/{number}/returns", wish())

        said = answer.get_json()
        assert (answer.status_code, said["type"]) == (409, "/problems/wrong-order-state")
        assert (said["status"], said["orderStatus"]) == (409, "awaiting_payment")

    def test_the_time_for_it_ends(self, order: Order, asker: Asker, token: str) -> None:
        with clock.moved(timedelta(days=31)):
            late = asker.ask("POST", f"/v1/orders/{order.number}/returns", wish(), X_Order_Token=token)

        assert late.status_code == 404, "by then the link is over too"


class TestInvoice:
    def test_its_owner_gets_the_pdf_and_nobody_else(self, order: Order, token: str, asker: Asker) -> None:
        path = f"/v1/orders/{order.number}/invoice.pdf"
        answer = asker.get(path, X_Order_Token=token)
        (known,) = asker.get(f"/v1/orders/{order.number}", X_Order_Token=token).get_json()["invoices"]

        assert (answer.status_code, answer.content_type) == (200, "application/pdf")
        assert answer.data.startswith(b"%PDF-")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{known["number"]}.pdf"'
        assert asker.get(known["path"], X_Order_Token=token).data == answer.data
        assert asker.get(path).status_code == 401
        assert asker.get(path, X_Order_Token="x").status_code == 404

    @pytest.mark.usefixtures("shop")
    def test_an_unpaid_order_has_none(self, asker: Asker) -> None:
        a.markets()
        a.goods("MUG-SAND", available=9)
        asker.ready_cart(MUG_SAND=1)
        asker.pay()
        number = asker.place()["number"]

        assert asker.get(f"/v1/orders/{number}/invoice.pdf").status_code == 404
