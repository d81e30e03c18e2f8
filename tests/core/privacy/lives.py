"""Somebody who has left traces wherever the shop lets people leave any, and a look through everything for them."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import bson
from mongoengine.connection import get_db

from core.addresses import Address
from core.approvals.services import ask, decline
from core.approvals.wishes import Credit, Refund
from core.bootstrap import Shop
from core.carts.models import Cart
from core.carts.services import choose_delivery, fill, set_addresses, set_email
from core.customers.identities import sign_in_with
from core.customers.models import Customer
from core.customers.proofs import ask_for_new_email, ask_for_reset
from core.customers.registering import ask_to_register
from core.customers.services import add_address, set_terms
from core.inbox.events import StripeWebhookKept
from core.inbox.services import receive
from core.inventory.wishes import wish
from core.invoices.models import Invoice
from core.invoices.services import draw
from core.markets.queries import market_named
from core.money import Money
from core.orders.links import ask_for_link
from core.orders.models import Order
from core.orders.refunds import grant_refund
from core.payments.cards import start_keeping
from core.payments.models import Payment
from core.promotions.models import Promotion
from core.returns.services import (
    Finding,
    Inspection,
    Wish,
    approve_return,
    ask_return,
    inspect_return,
    receive_return,
)
from core.staff.models import StaffMember
from core.wishlists.services import open_wish_list
from tests import builders as a
from tests.fakes import FakeQueue, FakeVault, somebody

CODE = "FIRST"


@dataclass(frozen=True)
class Life:
    """By what somebody would be recognised: none of it is in anybody else's data."""

    email: str
    name: str
    street: str
    phone: str

    @property
    def traces(self) -> tuple[str, ...]:
        return (self.email, self.name, self.street, self.phone)

    def address(self, **changes: Any) -> Address:
        facts = {"name": self.name, "line1": self.street, "phone": self.phone, "region": "NV"}
        return Address(**{**facts, "city": "Reno", "postal_code": "89501", "country": "US", **changes})


ZENOBIA = Life("zenobia.quill@example.com", "Zenobia Quillfeather", "77 Canary Wharf", "+1 775 555 0177")
BARNABY = Life("barnaby.oakes@example.com", "Barnaby Oakes", "12 Millpond Row", "+1 775 555 0112")


def lived(life: Life, shop: Shop, queue: FakeQueue, vault: FakeVault) -> Customer:
    """An account with all that belongs to one, orders that are over in every way there is, and orders of a guest."""
    customer = a.signed_in(life.email, device=f"{life.name}'s telephone").customer
    Customer.objects(id=customer.id).update_one(set__name=life.name)
    linked(life)
    add_address(customer.id, life.address())
    set_terms(customer.id, group="friends", tax_exempt=False, actor=a.STAFF, reason=f"{life.name} has asked.")
    start_keeping(customer.id, vault)
    open_wish_list(customer.id, f"For {life.name}")
    wish("JUG", life.email, market="us", locale="en-US")
    ask_for_reset(life.email)
    ask_to_register(life.email.upper(), a.PASSWORD, life.name, seconds=3_600)
    ask_for_new_email(customer.id, f"new.{life.email}", a.PASSWORD)
    a.delivered_order(shop, basket=cart_of(life, customer.id))
    a.cancelled_order(shop, basket=cart_of(life, customer.id, "other.address@example.net"))
    returned(life, shop, customer.id)
    guests = a.delivered_order(shop, basket=cart_of(life, None, life.email.upper()))
    ask_for_link(guests.number, life.email)
    cart_of(life, customer.id)
    kept_webhooks(life)
    a.drain(queue)
    for invoice in Invoice.objects(pdf=None):
        draw(invoice)
    return customer


def linked(life: Life) -> None:
    """A provider knows them too."""
    sign_in_with(somebody(f"sub-{life.email}", life.email), lasts=a.LASTING, device=f"{life.name}'s tablet")


def cart_of(life: Life, customer_id: str | None, email: str | None = None) -> Cart:
    """A cart that lacks nothing, with a note in the shopper's own words and a code that each may use once."""
    cart = a.cart({"MUG": 1}, customer_id=customer_id)
    fill(cart.id, {"MUG": 1}, wishes={"MUG": {"note": f"Ring for {life.name}, please"}})
    set_email(cart.id, email or life.email)
    set_addresses(cart.id, life.address(), None, market_named("us").countries)
    choose_delivery(cart.id, "us-standard")
    return a.fresh(cart)


def returned(life: Life, shop: Shop, customer_id: str) -> Order:
    """An order that came back, with what the buyer and staff said of it."""
    order = a.delivered_order(shop, basket=cart_of(life, customer_id))
    asked = ask_return(
        order.number, [Wish("MUG", 1, "damaged", f"Yours, {life.name}")], actor=life.email, days=30
    )
    approve_return(asked.number, actor=a.STAFF)
    receive_return(asked.number, actor=a.STAFF)
    inspect_return(asked.number, Inspection({"MUG": Finding(restock=1)}), actor=a.STAFF)
    grant_refund(order.number, actor=a.STAFF, reason=f"{life.name} ({life.phone}) rang.", minor=100)
    asked_for_in_vain(life, order.number, customer_id)
    return a.order(order.number)


def asked_for_in_vain(life: Life, number: str, customer_id: str) -> None:
    """Staff wanted to give them more, and another said no."""
    ada, bea = (staff_member(f"{name}@quayside.example") for name in ("ada", "bea"))
    wishes = (
        Refund(number, f"{life.name} is cross.", minor=100),
        Credit(customer_id, f"{life.phone} rang.", 100, "USD"),
    )
    for wanted in wishes:
        asked = ask(wanted, Money(100, "USD"), actor=ada, name=f"{wanted.act}-{secrets.token_hex(9)}")
        decline(asked.id, actor=bea, reason=f"{life.name} again!")


def staff_member(email: str) -> str:
    known = StaffMember.objects(email=email).first() or a.staff_member(email, "owner")
    return str(known.email)


def kept_webhooks(life: Life) -> None:
    """What Stripe tells of each payment names who pays."""
    for number, payment in enumerate(Payment.objects(buyer__email__iexact=life.email)):
        told = StripeWebhookKept(f"stripe-evt_{payment.id}_{number}")
        body = f'{{"billing_details": {{"name": "{life.name}", "email": "{life.email}"}}}}'.encode()
        facts = {"ref": payment.provider_ref}
        receive(told, source="stripe", kind="charge.succeeded", body=body, facts=facts)


def goods() -> None:
    a.markets()
    a.goods("MUG", price=1_800, available=50)
    a.goods("JUG", price=2_500, available=0)
    if not Promotion.objects(id="first"):
        a.promotion("first", limitPerCustomer=3)


def found(*traces: str) -> list[str]:
    """Where in the database any of these stands, in whatever case."""
    wanted = [trace.lower().encode() for trace in traces]
    return sorted(
        {
            f"{name} {row['_id']}: {trace.decode()}"
            for name, row in everything()
            for trace in wanted
            if trace in bson.encode(row).lower()
        }
    )


def everything() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every document of every collection, whether the shop knows it or not."""
    for name in get_db().list_collection_names():
        yield from ((name, row) for row in get_db()[name].find())
