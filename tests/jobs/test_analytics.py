import json

from core.bootstrap import Shop
from tests import builders as a
from tests.fakes import FakeQueue, FakeTracker


def test_a_purchase_is_told_once_in_the_words_of_the_spec(
    shop: Shop, queue: FakeQueue, tracker: FakeTracker
) -> None:
    order = a.paid_order(shop, {"MUG": 2})
    a.drain(queue)

    (event,) = tracker.events.values()
    assert (event.name, event.message_id) == ("Order Completed", f"order-completed-{order.number}")
    told = event.properties
    assert (told["order_id"], told["currency"], told["total"]) == (
        order.number,
        "USD",
        order.total_minor / 100,
    )
    (line,) = told["products"]
    assert (line["sku"], line["quantity"], line["price"]) == ("MUG", 2, 18.0)


def test_a_cancelled_order_is_told_too(shop: Shop, queue: FakeQueue, tracker: FakeTracker) -> None:
    a.cancelled_order(shop)
    a.drain(queue)

    assert tracker.names == ["Order Cancelled"]


def test_nothing_personal_is_told(shop: Shop, queue: FakeQueue, tracker: FakeTracker) -> None:
    order = a.paid_order(shop, customer_id="cus_secret", email="ada@example.com")
    a.drain(queue)

    told = json.dumps([vars(event) for event in tracker.events.values()], default=str)
    address = [line for line in order.shipping_address.lines() if line not in ("US", "NV")]
    for personal in ("ada@example.com", "cus_secret", order.cart_id, *address):
        assert personal not in told


def test_one_person_has_one_pseudonym_and_others_have_others(
    shop: Shop, queue: FakeQueue, tracker: FakeTracker
) -> None:
    for number, customer in enumerate(("cus_1", "cus_1", "cus_2")):
        a.paid_order(shop, {f"MUG-{number}": 1}, customer_id=customer)
    a.drain(queue)

    one, same, other = (event.anonymous_id for event in tracker.events.values())
    assert one == same != other


def test_an_absent_service_holds_nothing_up(shop: Shop, queue: FakeQueue, tracker: FakeTracker) -> None:
    tracker.faults.away = True
    order = a.paid_order(shop)
    a.drain(queue)

    assert a.order(order.number).status == "paid"
    assert tracker.events == {}
