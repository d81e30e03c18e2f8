from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from core.errors import Invalid
from core.inventory import wishes
from core.inventory.events import BackInStock
from core.inventory.wishes import RestockWish, wish
from core.markets.models import Market
from core.markets.queries import forget
from core.outbox.models import OutboxMessage, OutboxState
from jobs import mail
from tests import builders as a
from tests.fakes import FakeMailer, FakeQueue

ADA, BEN = "ada@example.com", "ben@example.com"


@pytest.fixture(autouse=True)
def _a_mug_that_is_not_there(shop: Shop) -> None:
    a.markets({**a.US, "locations": ["reno"]}, {**a.EU, "locations": ["rotterdam"]})
    a.goods("MUG")


def wished(email: str = ADA, *, market: str = "us") -> None:
    wish("MUG", email, market=market, locale="en-US")


def test_whoever_wished_hears_of_it_once(queue: FakeQueue, mailer: FakeMailer) -> None:
    for _ in range(2):
        wished(ADA)
        wished("ADA@example.com")
    wished(BEN)
    for _ in range(2):
        a.stock("MUG", 3)
        a.drain(queue)
        a.sold_out("MUG")
        a.drain(queue)

    (message,) = mailer.to(ADA)
    assert message.subject == "Mug is here again"
    assert "http://storefront.example/product/mug" in message.text
    assert len(mailer.to(BEN)) == 1
    assert RestockWish.objects.count() == 0


def test_whoever_wishes_again_hears_again(queue: FakeQueue, mailer: FakeMailer) -> None:
    for _ in range(2):
        wished()
        a.stock("MUG", 1)
        a.drain(queue)
        a.sold_out("MUG")
        a.drain(queue)

    assert len(mailer.to(ADA)) == 2


def test_whoever_cannot_buy_it_yet_waits_on(queue: FakeQueue, mailer: FakeMailer) -> None:
    wished(ADA, market="us")
    wished(BEN, market="eu")
    a.stock("MUG", 3, at="rotterdam")
    a.drain(queue)

    assert mailer.to(ADA) == []
    assert len(mailer.to(BEN)) == 1
    assert [wish.email for wish in RestockWish.objects] == [ADA]


def test_a_mailbox_that_takes_no_mail_keeps_nobody_from_theirs(queue: FakeQueue, mailer: FakeMailer) -> None:
    for email in ("gone@example.com", ADA, BEN):
        wished(email)
    mailer.refuses = {"gone@example.com"}
    a.stock("MUG", 3)
    a.drain(queue)

    assert (len(mailer.to(ADA)), len(mailer.to(BEN))) == (1, 1)
    assert RestockWish.objects.count() == 0
    assert OutboxMessage.objects(state__ne=OutboxState.DONE).count() == 0


def test_a_market_that_is_gone_keeps_nobody_from_their_mail(queue: FakeQueue, mailer: FakeMailer) -> None:
    wished(BEN, market="eu")
    wished(ADA)
    Market.objects(code="eu").delete()
    forget()
    a.stock("MUG", 3)
    a.drain(queue)

    assert len(mailer.to(ADA)) == 1
    assert [wish.email for wish in RestockWish.objects] == [BEN]


def test_a_mail_server_that_is_away_is_asked_again_and_nobody_hears_twice(
    queue: FakeQueue, mailer: FakeMailer
) -> None:
    wished(ADA)
    wished(BEN)
    a.stock("MUG", 3)
    mailer.faults.away = True
    a.drain(queue)
    mailer.faults.away = False
    a.drain(queue, later=timedelta(minutes=2))
    a.drain(queue, later=timedelta(minutes=4))

    assert (len(mailer.to(ADA)), len(mailer.to(BEN))) == (1, 1)


def test_a_mailbox_waits_for_so_many_at_the_most_however_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wishes, "MOST_OPEN", 3)
    for number in range(5):
        email = ADA.upper() if number % 2 else ADA
        wish(f"SKU-{number}", email, market="us", locale="en-US")
    wished(BEN)

    assert RestockWish.objects(mailbox=ADA).count() == 3
    assert RestockWish.objects(mailbox=BEN).count() == 1


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(Invalid):
        wished("nobody")


def test_of_many_who_wished_a_run_tells_some_and_the_rest_is_announced(
    queue: FakeQueue, mailer: FakeMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "MOST_TOLD", 2, raising=False)
    for number in range(5):
        wished(f"{number}@example.com")
    a.stock("MUG", 9)
    mail.back_in_stock(BackInStock("MUG"))
    assert (len(mailer.sent), len(a.events(BackInStock))) == (2, 1)

    a.drain(queue)
    assert (len(mailer.sent), RestockWish.objects.count()) == (5, 0)


def test_when_time_is_up_before_anybody_could_be_told_the_next_ones_are_announced(
    queue: FakeQueue, mailer: FakeMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those who cannot buy it yet wait in front: each run gets beyond some of them."""
    for number in range(3):
        with clock.moved(timedelta(seconds=number)):
            wished(f"{number}@example.com", market="eu")
    with clock.moved(timedelta(seconds=3)):
        wished(ADA, market="us")
    monkeypatch.setattr(mail, "BUDGET_SECONDS", -1.0)
    a.stock("MUG", 9)
    mail.back_in_stock(BackInStock("MUG"))
    (rest,) = a.events(BackInStock)
    assert rest.since
    for _ in range(5):
        a.drain(queue)

    assert (len(mailer.to(ADA)), len(mailer.sent)) == (1, 1)
