"""The way to a provider and back is gone by one browser, once, in ten minutes."""

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.customers.errands import LASTS, Departure, come_back, provider_named, set_out
from core.customers.errors import ErrandNotGood, ProviderNotFound
from core.customers.ports import Identity
from core.key_ring import KeyRing
from tests.fakes import FakeProvider, somebody

SECRET = KeyRing("the secret of this shop, and of nobody else")


@pytest.fixture
def provider() -> FakeProvider:
    return FakeProvider(people={"code-ada": somebody()})


@pytest.fixture
def begun(provider: FakeProvider, database: object) -> Departure:
    return set_out(provider, secret=SECRET)


def back(provider: FakeProvider, begun: Departure, **change: Any) -> Identity:
    told = {"code": "code-ada", "state": provider.seen[0].state, "ticket": begun.ticket, "issuer": None}
    return come_back(provider, **{**told, "secret": SECRET, **change})


def test_whoever_comes_back_as_they_were_sent_is_known(provider: FakeProvider, begun: Departure) -> None:
    assert provider.seen[0].state in begun.url
    assert back(provider, begun) == somebody()


def test_state_nonce_and_verifier_are_of_this_way_alone(provider: FakeProvider, begun: Departure) -> None:
    set_out(provider, secret=SECRET)
    told = [text for one in provider.seen for text in (one.state, one.nonce, one.verifier)]

    assert len(set(told)) == 6
    assert all(len(text) >= 43 for text in told)


def test_the_ticket_tells_nothing_to_who_holds_it(provider: FakeProvider, begun: Departure) -> None:
    errand = provider.seen[0]

    assert not any(text in begun.ticket for text in (errand.state, errand.nonce, errand.verifier))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"state": "another"}, "state"),
        ({"state": ""}, "state"),
        ({"state": "\N{LATIN SMALL LETTER E WITH ACUTE}"}, "state"),
        ({"ticket": "made-up"}, "ticket"),
        ({"ticket": "\N{LATIN SMALL LETTER E WITH ACUTE}"}, "ticket"),
        ({"secret": KeyRing("the secret of another shop altogether")}, "ticket"),
        ({"code": "code-eve"}, "code"),
        ({"issuer": "https://another.example"}, "code"),
    ],
)
def test_whoever_comes_back_otherwise_is_refused(
    provider: FakeProvider, begun: Departure, change: dict[str, str], field: str
) -> None:
    with pytest.raises(ErrandNotGood) as refusal:
        back(provider, begun, **change)

    assert refusal.value.field == field


def test_the_browser_of_somebody_else_does_not_come_back_for_it(
    provider: FakeProvider, begun: Departure
) -> None:
    """Else whoever has signed in could have another's browser signed in as them."""
    other = set_out(provider, secret=SECRET)

    with pytest.raises(ErrandNotGood):
        back(provider, other)


def test_the_way_is_gone_once(provider: FakeProvider, begun: Departure) -> None:
    back(provider, begun)

    with pytest.raises(ErrandNotGood):
        back(provider, begun)


def test_a_way_to_one_provider_does_not_end_at_another(provider: FakeProvider, begun: Departure) -> None:
    other = FakeProvider("other", people=provider.people, seen=provider.seen)

    with pytest.raises(ErrandNotGood):
        back(other, begun)


def test_after_ten_minutes_the_ticket_is_good_no_more(provider: FakeProvider, begun: Departure) -> None:
    with clock.moved(LASTS + timedelta(seconds=2)), pytest.raises(ErrandNotGood):
        back(provider, begun)

    with clock.moved(LASTS - timedelta(seconds=2)):
        assert back(provider, begun) == somebody()


def test_who_is_no_provider_of_the_shop_is_named(provider: FakeProvider) -> None:
    assert provider_named("local", {"local": provider}) is provider
    with pytest.raises(ProviderNotFound):
        provider_named("google", {"local": provider})
