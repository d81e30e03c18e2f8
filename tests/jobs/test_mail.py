import re
from html.parser import HTMLParser

import pytest

from core.bootstrap import Shop
from core.mail.models import SentMail
from core.mail.ports import Message
from core.money import Money
from core.orders.events import OrderPaid
from core.shipping.events import ShipmentSent
from core.shipping.services import ship_order
from jobs import mail
from jobs.mail import TEMPLATES
from tests import builders as a
from tests.fakes import FakeMailer, FakeQueue

MAILS = sorted(path.stem for path in TEMPLATES.glob("[!_]*.txt"))
MARKETS = [("us", "en-US"), ("eu", "en-US"), ("eu", "de-DE")]
OF_AN_ACCOUNT = (
    "welcome",
    "session_stolen",
    "reset_link",
    "email_link",
    "password_changed",
    "email_changed",
    "identity_linked",
)
OF_A_REGISTRATION = ("registration_link", "account_exists")
OF_NO_ORDER = (*OF_AN_ACCOUNT, *OF_A_REGISTRATION, "back_in_stock")
NASTY = '<script>alert("x")</script> & Söhne'


class Words(HTMLParser):
    """The words of an HTML mail, and the tags it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.add(tag)


def only(mailer: FakeMailer, key: str) -> Message:
    (message,) = [message for sent, message in mailer.sent if sent.startswith(key)]
    return message


def test_every_mail_has_both_forms() -> None:
    assert sorted(path.stem for path in TEMPLATES.glob("[!_]*.html")) == MAILS
    assert len(MAILS) >= 5


@pytest.mark.parametrize(("market", "locale"), MARKETS)
@pytest.mark.parametrize("name", [name for name in MAILS if name not in OF_NO_ORDER])
def test_every_mail_about_an_order_tells_all_of_it_in_every_locale(
    name: str, market: str, locale: str, shop: Shop, queue: FakeQueue, mailer: FakeMailer
) -> None:
    makers = {
        "order_received": lambda: a.placed_order(
            shop, {"MUG": 2}, provider="manual", market=market, locale=locale
        ),
        "order_confirmation": lambda: a.paid_order(shop, {"MUG": 2}, market=market, locale=locale),
        "shipping_notice": lambda: a.shipped_order(shop, {"MUG": 2}, market=market, locale=locale),
        "return_news": lambda: a.returning_order(shop, {"MUG": 2}, market=market, locale=locale),
        "order_link": lambda: a.looked_up_order(shop, {"MUG": 2}, market=market, locale=locale),
        "order_cancelled": lambda: a.cancelled_order(shop, {"MUG": 2}, market=market, locale=locale),
    }
    order = makers[name]()
    a.drain(queue)
    message = only(mailer, "return_approved" if name == "return_news" else name)

    assert message.recipient == order.email
    assert order.number in message.subject
    for text in (message.text, re.sub(r"\s+", " ", Words(message.html).text)):
        plain = text.replace("\xa0", " ")
        assert order.number in plain
        assert Money(order.total_minor, order.currency).words(locale).replace("\xa0", " ") in plain
        assert Money(order.tax_minor, order.currency).words(locale).replace("\xa0", " ") in plain
        assert "2 \xd7 Mug" in plain
        assert all(line in plain for line in order.shipping_address.lines())
        assert "Standard" in plain
        assert "{{" not in plain
        assert "None" not in plain


def test_the_parcel_can_be_followed(shop: Shop, queue: FakeQueue, mailer: FakeMailer) -> None:
    a.shipped_order(shop)
    a.drain(queue)

    assert "UPS, tracking code 1Z999" in only(mailer, "shipping_notice").text


def test_each_parcel_of_an_order_is_told_once_and_says_what_is_in_it(
    shop: Shop, queue: FakeQueue, mailer: FakeMailer
) -> None:
    order = a.partly_shipped_order(shop, {"MUG": 2})
    ship_order(order.number, carrier="DHL", tracking_code=None, actor=a.STAFF)
    a.drain(queue)
    for position in (1, 2, 2):
        mail.shipping_notice(ShipmentSent(order.number, position))

    notices = [key for key in mailer.keys if key.startswith("shipping_notice")]
    assert notices == [f"shipping_notice:{order.number}/1", f"shipping_notice:{order.number}/2"]
    assert "A part of your order" in only(mailer, notices[0]).subject
    assert "In this parcel:\n1 \xd7 Mug\n" in only(mailer, notices[0]).text


def test_a_cancelled_order_says_why(shop: Shop, queue: FakeQueue, mailer: FakeMailer) -> None:
    a.cancelled_order(shop)
    a.drain(queue)

    assert "The customer has changed their mind." in only(mailer, "order_cancelled").text


def test_only_orders_that_are_paid_later_are_confirmed_as_received(
    shop: Shop, queue: FakeQueue, mailer: FakeMailer
) -> None:
    by_card, by_hand = a.placed_order(shop, {"MUG": 1}), a.placed_order(shop, {"POT": 1}, provider="manual")
    a.drain(queue)

    assert mailer.keys == [f"order_received:{by_hand.number}"]
    assert by_card.number != by_hand.number


def test_what_customers_write_is_text_and_nothing_else(
    shop: Shop, queue: FakeQueue, mailer: FakeMailer
) -> None:
    a.markets()
    a.goods("MUG", name=NASTY, available=2)
    a.customer("ada@example.com", name=NASTY)
    a.shipped_order(shop, {"MUG": 1})
    a.drain(queue)

    assert len(mailer.sent) == 3
    for _, message in mailer.sent:
        words = Words(message.html)
        assert "script" not in words.tags
        assert NASTY in words.text
        assert NASTY in f"{message.subject} {message.text}"


@pytest.mark.parametrize(
    "name", ["Ada\r\nBcc: eve@example.com", "Ada\rBcc: x", "Ada\nBcc: x", "Ada\u2028Bcc: x\x0b\x85y"]
)
def test_a_name_cannot_write_headers(name: str, shop: Shop, queue: FakeQueue, mailer: FakeMailer) -> None:
    a.customer("ada@example.com", name=name)
    a.drain(queue)

    subject = only(mailer, "welcome").subject
    assert subject.splitlines() == [subject]
    assert "Ada" in subject


def test_each_mail_goes_out_once_per_cause(shop: Shop, queue: FakeQueue, mailer: FakeMailer) -> None:
    order = a.paid_order(shop)
    for _ in range(3):
        mail.order_confirmation(OrderPaid(order.number))

    assert mailer.keys == [f"order_confirmation:{order.number}"]
    assert SentMail.objects.get().recipient == order.email


def test_a_fact_that_a_template_lacks_is_an_error_not_a_gap() -> None:
    with pytest.raises(Exception, match="'customer' is undefined"):
        mail.rendered("welcome", "ada@example.com", "en-US")
