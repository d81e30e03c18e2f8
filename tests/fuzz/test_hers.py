"""Check 37: whatever Ada's things are called, put into any place of any operation, nobody else gets at them."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.bff.asker import Asker
from tests.fuzz.conftest import Ground
from tests.fuzz.ground import ACCESS, CART, Request, requests_of
from tests.fuzz.test_injections import documented, written_to
from tests.wire import Wire

HERS = (
    "number",
    "invoice_number",
    "list_id",
    "card_id",
    "session_id",
    "address_id",
    "identity_id",
    "customer",
    CART,
)
SECRET = ("ada@example.com", "7 Hidden Quay", "For nobody else")
"""What is hers alone, and no part of what a stranger sends below. Nobody but she has an invoice."""
NEAR = ("", "0", "-1", "null", "undefined", "*", "%", "[]", "true")
LONG = [pytest.mark.faults, pytest.mark.timeout(900)]


@pytest.fixture
def strangers(ground: Ground) -> Mapping[str, Mapping[str, str]]:
    """What somebody shows who is another customer, a guest, nobody."""
    eve, guest = Asker(ground.client), Asker(ground.client)
    eve.register("eve@example.com")
    for one in (eve, guest):
        one.open_cart(MUG_SAND=1)
    ground.before = ground.now()
    return {
        "a customer": {ACCESS: f"Bearer {eve.access}", CART: str(eve.cart)},
        "a guest": {CART: str(guest.cart)},
        "nobody": {},
    }


def asked_by_strangers(ground: Ground) -> list[Request]:
    """Every operation as a stranger would ask it: with values of their own, so that hers come from one place only.

    What was mailed to her, or sealed for her, nobody else has.
    """
    known = {name: value for name, value in ground.known.items() if " /" not in name}
    known |= {"email": "eve@example.com", **dict.fromkeys(HERS, "none-of-mine")}
    return requests_of(known)


@pytest.mark.parametrize("every", [13, pytest.param(1, marks=LONG)])
def test_her_names_open_nothing_to_anybody_else(
    every: int,
    ground: Ground,
    strangers: Mapping[str, Mapping[str, str]],
    wire: Wire,
    record_property: Callable[[str, object], None],
) -> None:
    """In short every thirteenth try, and all of hers in the places that are meant for them."""
    names = [ground.known[name] for name in HERS] + list(NEAR)
    tries = [
        (who, request, place, name)
        for request in asked_by_strangers(ground)
        for who in strangers
        for place in request.places()
        for name in names
    ]
    told, tested, asked_for = [], set(), 0
    for number, (who, request, place, name) in enumerate(tries):
        if number % every and (place.name not in HERS or name != ground.known[place.name]):
            continue
        tested.add(request.operation)
        asked_for += 1
        asked = request.having(place, name).showing(strangers[who])
        told += [
            f"{who}: {request.operation} {place} = {name}: {what}" for what in got_by(asked, ground, wire)
        ]
    record_property("requests", asked_for)

    assert told == []
    assert tested >= {request.operation for request in asked_by_strangers(ground) if any(request.places())}


def got_by(asked: Request, ground: Ground, wire: Wire) -> Iterator[str]:
    """What of hers a stranger reads or changes so. It is put back: who has signed out is signed in again."""
    with wire.recorded() as commands:
        answer = asked.sent_by(ground.client)
        written = written_to(list(commands)) & ground.before.keys()
    text = answer.get_data().decode(errors="replace")
    if answer.status_code < 400 and (text.startswith("%PDF") or any(secret in text for secret in SECRET)):
        yield text[:200]
    before = {name: ground.before[name] for name in written}
    if hers_of(ground.now(*written) if written else {}, ground) != hers_of(before, ground):
        yield f"changes {', '.join(sorted(written))}"
    ground.restore(written)


def hers_of(documents: Mapping[str, list[dict[str, object]]], ground: Ground) -> dict[str, list[object]]:
    """Every document that says whose it is, and says hers."""
    return {
        name: [one for one in found if ground.known["customer"] in {one.get("_id"), one.get("customer_id")}]
        for name, found in documents.items()
    }


def test_every_operation_of_the_document_is_tried(ground: Ground) -> None:
    assert {request.operation for request in asked_by_strangers(ground)} == set(documented())
