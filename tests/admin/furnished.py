"""A shop with something on every page of the console, and the address of every one of these pages."""

from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from core.bootstrap import Shop
from core.inbox.events import StripeWebhookKept
from core.inbox.services import receive
from core.inventory.transfers import send_transfer
from core.mail.models import SentMail
from core.outbox.hearing import heard
from core.outbox.models import MOST_ATTEMPTS, OutboxMessage
from core.outbox.services import note_failure
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
            "sku": self.sku,
            "location": self.location,
            "position": 1,
            "return_number": RETURN,
            "step": "approve",
            "slug": "mug-sand",
            "entry_id": "page-about",
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
    issue_gift_card(2_500, "USD", actor=a.STAFF)
    put_redirect("/old-mug", "/product/mug-sand", True, a.STAFF)
    receive(StripeWebhookKept("stripe-evt_1"), source="stripe", kind="charge.updated", body=b"{}")
    SentMail(id=f"order_received:{order.number}", recipient=order.email, subject="We have it").save()
    line = ReturnLine(sku="MUG-SAND", quantity=1, reason="damaged", note="Cracked.")
    Return(number=RETURN, order_number=order.number, lines=[line], asked_at=order.placed_at).save()
    sent = send_transfer("reno", "rotterdam", {"MUG-SAND": 1}, actor=a.STAFF)
    told = purge(shop, "category:kitchen")
    return Furniture(order.number, customer.id, dead_message(), told, sent.number)


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


def commands(app: Flask) -> list[Rule]:
    """Every rule that answers POST."""
    return [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
