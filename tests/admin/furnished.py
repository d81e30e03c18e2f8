"""A shop with something on every page of the console, and the address of every one of these pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from core.approvals.services import ask
from core.approvals.wishes import Refund as RefundWish
from core.bootstrap import Shop
from core.inbox.events import StripeWebhookKept
from core.inbox.services import receive
from core.inventory.incoming import expect_delivery
from core.inventory.transfers import send_transfer
from core.keys.services import issue_key
from core.mail.models import SentMail
from core.money import Money
from core.orders.models import Order
from core.outbox.hearing import heard
from core.outbox.models import MOST_ATTEMPTS, OutboxMessage
from core.outbox.services import note_failure
from core.payments.models import Dispute, Payment, Refund, RefundState
from core.payments.reconciliations import note_difference
from core.redirects.services import put_redirect
from core.returns.models import Return, ReturnLine
from core.storefront.models import Purge
from core.storefront.services import revalidate
from core.tenders.services import issue_gift_card
from tests import builders as a

RETURN = "R-7K3M-9XWA"


@dataclass(frozen=True)
class Furniture:
    """What the pages are about."""

    order: str
    customer: str
    message: str
    purge: str
    transfer: str
    refund: str
    payment: str
    delivery: str
    key: str
    approval: str
    card: str
    sku: str = "MUG-SAND"
    location: str = "reno"

    def address(self, rule: Rule) -> str:
        """A real address for that rule. A rule with an argument that nobody knows here is a page nobody tests."""
        known = {
            "number": self.order,
            "customer_id": self.customer,
            "message_id": self.message,
            "purge_id": self.purge,
            "transfer": self.transfer,
            "delivery": self.delivery,
            "sku": self.sku,
            "location": self.location,
            "position": 1,
            "return_number": RETURN,
            "step": "approve",
            "slug": "mug-sand",
            "entry_id": "page-about",
            "refund_id": self.refund,
            "payment_id": self.payment,
            "capture_id": f"capture-{self.payment}-shipped",
            "difference_id": "amount:pi_1",
            "key_id": self.key,
            "approval_id": self.approval,
            "card_id": self.card,
            "filename": "console.css",
        }
        found = rule.build({name: known[name] for name in rule.arguments})
        assert found
        return found[1]


def furnish(shop: Shop) -> Furniture:
    a.markets()
    a.goods("MUG-SAND", available=20)
    customer = a.customer()
    order = a.placed_order(shop, {"MUG-SAND": 2}, provider="manual", customer_id=customer.id)
    a.mirrored(a.entry("page", "about", title="About us"))
    a.promotion(codes=["TEN"], limit=3)
    card, _ = issue_gift_card(500, "USD", actor=a.STAFF)
    put_redirect("/old-mug", "/product/mug-sand", True, a.STAFF)
    receive(StripeWebhookKept("stripe-evt_1"), source="stripe", kind="charge.updated", body=b"{}")
    SentMail(id=f"order_received:{order.number}", recipient=order.email, subject="We have it").save()
    line = ReturnLine(sku="MUG-SAND", quantity=1, reason="damaged", note="Cracked.")
    Return(number=RETURN, order_number=order.number, lines=[line], asked_at=order.placed_at).save()
    sent = send_transfer("reno", "rotterdam", {"MUG-SAND": 1}, actor=a.STAFF)
    told = purge(shop, "category:kitchen")
    refund, message = money_trouble(order, "10.00 USD came"), dead_message()
    due = expected(order.placed_at)
    key, _ = issue_key("erp", ["stock:read"], actor=a.STAFF)
    approval = asked_for(RefundWish(order.number, "A parcel was late.", minor=500))
    about = (order.number, customer.id, message, told, sent.number, refund, order.payment_id)
    return Furniture(*about, due, key.id, approval, card.id)


def asked_for(wish: RefundWish, name: str = "furnished") -> str:
    """An owner wants to give that back, and waits for another."""
    asker = a.staff_member("asker@quayside.example", "owner").email
    return str(ask(wish, Money(wish.minor, "USD"), actor=asker, name=name).id)


def expected(due_at: datetime, reference: str = "PO-77") -> str:
    """A supplier has promised mugs."""
    facts: dict[str, Any] = {"due_at": due_at, "reference": reference, "actor": a.STAFF}
    return expect_delivery("MUG-SAND", "reno", 5, **facts).number


def money_trouble(order: Order, text: str) -> str:
    """Everything about an order's money that somebody has to look at; the refund among it."""
    note_difference("amount", "pi_1", text, payment_id=None, number=order.number, repaired=False)
    facts: dict[str, Any] = {
        "payment_id": order.payment_id,
        "currency": order.currency,
        "at": order.placed_at,
    }
    known = {
        "number": order.number,
        "status": "needs_response",
        "reason": text,
        "changed_at": order.placed_at,
    }
    Dispute(id="dp_1", minor=500, **known, **facts).save()
    Payment.objects(id=order.payment_id).update_one(set__fault=text)
    refund = Refund(id="rf_1", number=order.number, minor=500, state=RefundState.FAILED, **facts).save()
    return str(refund.id)


def purge(shop: Shop, *tags: str) -> str:
    """The storefront was told of a change."""
    revalidate(shop.storefront, ["product:mug-sand", *tags], 7, cause=heard())
    return str(Purge.objects.get().id)


def dead_message() -> str:
    """The oldest message, after as many failures as one is given."""
    message = OutboxMessage.objects.order_by("id").first()
    for _ in range(MOST_ATTEMPTS):
        OutboxMessage.objects(id=message.id).update_one(inc__attempts=1)
        note_failure(message.id, "order_received: MailAway: The mail server does not answer.")
    return str(message.id)


def pages(app: Flask) -> list[Rule]:
    """Every rule that answers GET, files left out."""
    rules = app.url_map.iter_rules()
    return [
        rule
        for rule in rules
        if "GET" in (rule.methods or ()) and "static" not in rule.endpoint and not rule.rule.endswith(".pdf")
    ]


def inner(app: Flask) -> list[Rule]:
    """The pages for who is in."""
    return [rule for rule in pages(app) if rule.endpoint.partition(".")[0] not in ("sign_in", "health")]


def commands(app: Flask) -> list[Rule]:
    """Every rule that answers POST, but for searches, which change nothing."""
    found = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    return [rule for rule in found if rule not in searches(app)]


def searches(app: Flask) -> list[Rule]:
    """Where the forms above lists lead."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.endswith(".search")]
