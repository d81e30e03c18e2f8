"""Check 42: nobody learns from an answer, or from how long it took, whether an address is known here."""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.bootstrap import Shop
from core.customers.models import Customer
from core.inventory.wishes import wish
from core.orders.links import OrderLinkAsk
from tests import builders as a
from tests.timing import separability, timed_in_turn

LONG = [pytest.mark.faults, pytest.mark.timeout(900)]
SIZES = [(12, 0.9), pytest.param(200, 0.6, marks=LONG)]
"""How many addresses of each kind, and what may be told of them: a dozen tells less exactly."""
Ask = Callable[[str], TestResponse]


@pytest.fixture
def people(shop: Shop) -> Callable[[int], tuple[list[str], list[str]]]:
    """So many addresses that have an account, and as many that have none."""
    a.markets()

    def made(number: int) -> tuple[list[str], list[str]]:
        known = [f"known{one}@example.com" for one in range(number)]
        first = a.customer(known[0])
        for email in known[1:]:
            other = {**first.to_mongo(), "_id": f"cus_{email}", "email": email}
            Customer._get_collection().insert_one(other)
        return known, [f"other{one}@example.com" for one in range(number)]

    return made


def told(ask: Ask, known: list[str], unknown: list[str]) -> tuple[set[tuple[int, bytes]], float]:
    """The different answers there were, and how well times tell the two kinds apart."""
    answers: list[TestResponse] = []

    def keep(email: str) -> None:
        answers.append(ask(email))

    keep("the-first-of-all@example.com")
    times = timed_in_turn(*([partial(keep, email) for email in emails] for emails in (known, unknown)))
    return {(answer.status_code, answer.data) for answer in answers}, separability(*times)


def posting(client: FlaskClient, path: str, **body: Any) -> Ask:
    """Each from a place of its own: who guesses on from one place has to wait, whoever it is about."""
    places = count(1)

    def ask(email: str) -> TestResponse:
        place = {"REMOTE_ADDR": f"2001:db8:{next(places):x}::1"}
        return client.post(path, json={"email": email, **body}, environ_base=place)

    return ask


@pytest.mark.parametrize(("number", "most"), SIZES)
@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/auth/login", {"password": "wrong horse battery"}, 401),
        ("/v1/auth/register", {"password": a.PASSWORD, "name": "Ada"}, 202),
        ("/v1/auth/password/forgot", {}, 202),
    ],
)
def test_accounts(
    path: str,
    body: dict[str, Any],
    status: int,
    number: int,
    most: float,
    client: FlaskClient,
    people: Callable[[int], tuple[list[str], list[str]]],
) -> None:
    answers, told_apart = told(posting(client, path, **body), *people(number))

    assert [code for code, _ in answers] == [status]
    assert told_apart <= most


@pytest.mark.parametrize(("number", "most"), SIZES)
def test_orders_of_guests(number: int, most: float, client: FlaskClient, shop: Shop) -> None:
    """The same order under its own address and under others."""
    order = a.paid_order(shop, {"MUG": 1})

    def ask(email: str) -> TestResponse:
        OrderLinkAsk.objects.delete()
        return client.post("/v1/orders/lookup", json={"number": order.number, "email": email})

    others = [f"other{one}@example.com" for one in range(number)]
    answers, told_apart = told(ask, [order.email] * number, others)

    assert [code for code, _ in answers] == [202]
    assert told_apart <= most


@pytest.mark.parametrize(("number", "most"), SIZES)
def test_notices_of_stock(
    number: int,
    most: float,
    client: FlaskClient,
    people: Callable[[int], tuple[list[str], list[str]]],
) -> None:
    known, unknown = people(number)
    a.goods("MUG", available=0)
    for email in known:
        wish("MUG", email, market="us", locale="en-US")
    answers, told_apart = told(posting(client, "/v1/products/MUG/notify?market=us"), known, unknown)

    assert [code for code, _ in answers] == [202]
    assert told_apart <= most
