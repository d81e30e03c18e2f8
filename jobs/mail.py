"""Mails, rendered from `templates/mail`: a text and an HTML form each, the subject in the first line of the text."""

import time
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from core.catalog.models import Product
from core.catalog.queries import sellable_now
from core.customers.events import CustomerRegistered
from core.customers.queries import customer_by_id
from core.inventory.events import BackInStock
from core.inventory.queries import availability_of
from core.inventory.wishes import RestockWish, forget_wish, wishes_for
from core.mail.ports import Message
from core.mail.services import send_once
from core.markets.queries import markets
from core.money import Money
from core.orders.events import OrderCancelled, OrderEvent, OrderLinkAsked, OrderPaid, OrderPlaced
from core.orders.links import link_for
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.outbox.services import announce_alone
from core.returns.events import ReturnMoved
from core.returns.models import ReturnState
from core.returns.queries import return_named
from core.settings import settings
from core.shipping.events import ShipmentSent
from core.shipping.queries import shipment_named
from jobs.context import shop

TOLD = (ReturnState.APPROVED, ReturnState.REFUSED, ReturnState.INSPECTED)
"""The steps of a return that the buyer has to know of."""
MOST_TOLD, BUDGET_SECONDS = 50, 10.0
"""Of those who wished for one SKU, in one job."""
TEMPLATES = Path(__file__).parent.parent / "templates" / "mail"


def order_received(event: OrderPlaced) -> None:
    """For orders whose money comes later; the others are confirmed when they are paid."""
    order = order_by_number(event.number)
    if shop().gateways[order.provider].manual:
        _send("order_received", order)


def order_confirmation(event: OrderPaid) -> None:
    _send_about(event, "order_confirmation")


def shipping_notice(event: ShipmentSent) -> None:
    """One for each parcel; where others follow or went before, it says what is in this one."""
    order, shipment = order_by_number(event.number), shipment_named(event.number, event.position)
    pieces = [
        (shipment.quantities[line.sku], line.name) for line in order.lines if line.sku in shipment.quantities
    ]
    part = pieces if shipment.quantities != order.quantities else []
    message = rendered(
        "shipping_notice", order.email, order.locale, order=order, shipment=shipment, part=part
    )
    send_once(message, key=f"shipping_notice:{order.number}/{shipment.position}", mailer=shop().mailer)


def return_news(event: ReturnMoved) -> None:
    """What has become of a return, once for each step that the buyer has to know of."""
    if event.state in TOLD:
        order, known = order_by_number(event.number), return_named(event.return_number)
        message = rendered(
            "return_news", order.email, order.locale, order=order, known=known, state=event.state
        )
        send_once(message, key=f"return_{event.state}:{known.number}", mailer=shop().mailer)


def order_link(event: OrderLinkAsked) -> None:
    """To the address of the order, and only if that is the one that was named. Each asking is answered once."""
    settings = shop().settings
    secret = settings.secret_ring
    token = link_for(event, secret=secret, seconds=settings.order_link_seconds)
    if token is None:
        return
    order = order_by_number(event.number)
    where = next(iter(settings.storefront_urls), "")
    url = f"{where}/order/{order.number}#token={token}"
    message = rendered(
        "order_link",
        order.email,
        order.locale,
        order=order,
        url=url,
        minutes=settings.order_link_seconds // 60,
    )
    send_once(message, key=f"order_link:{event.ask}", mailer=shop().mailer)


def order_cancelled(event: OrderCancelled) -> None:
    _send_about(event, "order_cancelled")


def welcome(event: CustomerRegistered) -> None:
    customer = customer_by_id(event.customer_id)
    message = rendered("welcome", customer.email, "en-US", customer=customer)
    send_once(message, key=f"welcome:{customer.id}", mailer=shop().mailer)


def back_in_stock(event: BackInStock) -> None:
    """Whoever wished to hear of it, once; where it cannot be bought yet in his market, he waits on.

    After 50 mails or 10 seconds the rest is announced and goes on in another job, with whoever is next.
    """
    told, end = 0, time.monotonic() + BUDGET_SECONDS
    since = datetime.fromisoformat(event.since) if event.since else None
    for looked_at, wish in enumerate(wishes_for(event.sku, since=since)):
        if told == MOST_TOLD or (looked_at and time.monotonic() > end):
            announce_alone(BackInStock(event.sku, wish.made_at.isoformat()))
            return
        told += _tell(wish)


def _tell(wish: RestockWish) -> bool:
    """False when it cannot be bought yet in that market, or the market is gone."""
    goods, market = sellable_now([wish.sku], wish.market).get(wish.sku), markets().get(wish.market)
    if not goods or not market or not availability_of([goods.variant], market.locations)[wish.sku]:
        return False
    name, url = goods.product.text_in(wish.locale, "name"), _page_of(goods.product, wish)
    message = rendered("back_in_stock", wish.email, wish.locale, name=name, url=url)
    send_once(message, key=f"back-in-stock:{wish.id}:{wish.made_at.timestamp():.3f}", mailer=shop().mailer)
    forget_wish(wish.id)
    return True


def _page_of(product: Product, wish: RestockWish) -> str:
    base = next(iter(settings().storefront_urls), "")
    return f"{base}/product/{product.address(wish.locale)}"


def rendered(template: str, recipient: str, locale: str, **facts: object) -> Message:
    """The mail in both forms; a fact that a template wants and does not get is an error."""

    def money(minor: int, currency: str) -> str:
        return Money(minor, currency).words(locale)

    text = _templates().get_template(f"{template}.txt").render(money=money, **facts)
    html = _templates().get_template(f"{template}.html").render(money=money, **facts)
    subject, _, body = text.partition("\n")
    # A name may hold any white space, and a header none but blanks.
    return Message(recipient, " ".join(subject.split()), body.strip() + "\n", html)


def _send_about(event: OrderEvent, template: str) -> None:
    _send(template, order_by_number(event.number))


def _send(template: str, order: Order) -> None:
    message = rendered(template, order.email, order.locale, order=order)
    send_once(message, key=f"{template}:{order.number}", mailer=shop().mailer)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
