"""Whatever customers, editors and senders of webhooks write, a page of the console shows it and does not run it."""

import pytest
from flask import Flask

from core.approvals.wishes import Refund
from core.bootstrap import Shop
from core.inbox.events import StripeWebhookKept
from core.inbox.services import receive
from core.inventory.transfers import send_transfer
from core.keys.services import issue_key
from core.mail.models import SentMail
from core.outbox.models import OutboxMessage
from core.storefront.models import Purge
from core.tenders.services import issue_gift_card
from tests import builders as a
from tests.admin.browser import Browser, seen
from tests.admin.furnished import Furniture, asked_for, dead_message, expected, money_trouble, pages, purge

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "<svg/onload=alert(1)>",
    "</title><script src=//evil.example></script>",
    '<math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">',
    "javascript:alert(1)",
    "{{ 7919 * 7907 }}{% raw %}${7919*7907}",
    "\u202egnp.exe",
)


def _furnished_with(shop: Shop, text: str) -> Furniture:
    """Every field that somebody outside may fill, filled with *text*."""
    a.markets()
    a.goods("MUG-SAND", available=20, name=text, brand=text, tags=[text])
    customer = a.customer(name=text)
    basket = a.ready_cart({"MUG-SAND": 1}, customer_id=customer.id)
    address = a.address(
        name=text, line1=text, line2=text, city=text, region=text, phone=text[:40], company=text
    )
    basket.shipping_address = basket.billing_address = address
    basket.save()
    order = a.placed_order(shop, basket=basket, provider="manual")
    a.mirrored(a.entry("page", "about", title=text), a.entry("product", "mug-sand", title=text))
    receive(StripeWebhookKept("stripe-evt_1"), source="stripe", kind=text, body=b"{}")
    SentMail(id=f"order_received:{order.number}", recipient=text, subject=text).save()
    message = dead_message()
    OutboxMessage.objects(id=message).update_one(set__last_fault=text, set__payload={"number": text})
    call = purge(shop, text)
    Purge.objects(id=call).update_one(set__calls__0__fault=text, unset__calls__0__answered_at=True)
    a.stock("MUG-SAND", 9)
    sent = send_transfer("reno", "rotterdam", {"MUG-SAND": 1}, actor=text)
    due, refund = expected(order.placed_at, text), money_trouble(order, text)
    key, _ = issue_key("erp", ["stock:read"], actor=text)
    approval = asked_for(Refund(order.number, text, minor=500))
    card, _ = issue_gift_card(500, "USD", actor=text)
    about = (order.number, customer.id, message, call, sent.number, refund, order.payment_id)
    return Furniture(*about, due, key.id, approval, card.id)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text_on_every_page(payload: str, app: Flask, shop: Shop, owner: Browser) -> None:
    furniture = _furnished_with(shop, payload)
    owner.send(f"/orders/{furniture.order}/cancel", reason=payload)
    shown = 0
    for rule in pages(app):
        answer = owner.get(furniture.address(rule))
        page = seen(answer)
        shown += " ".join(payload.split()) in page.text.replace("\N{NO-BREAK SPACE}", " ")
        for tag, facts in page.tags:
            assert tag not in {"math", "style", "mglyph"}, (rule, tag)
            assert not [name for name in facts if name.startswith("on") or name == "autofocus"], (rule, facts)
            assert not str(facts.get("href") or "").startswith("javascript"), (rule, facts)
            assert tag != "script" or facts.get("nonce"), rule
            assert tag != "img" or str(facts.get("src")).startswith("/static/"), rule
        assert "62615533" not in page.text or payload != PAYLOADS[7]
    assert shown > 6, "the payload is on the pages that were looked at"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_typed_into_a_form_stays_text_too(payload: str, owner: Browser) -> None:
    a.markets()
    asked = owner.client.get("/orders/", query_string={"search": payload, "status": payload})
    found = owner.get(owner.send("/orders/search", search=payload, status=payload).headers["Location"])
    sent = owner.send("/stock/receive", sku=payload, location=payload, quantity=payload, reference=payload)
    missing = owner.client.get(f"/orders/{payload.replace('/', '')}")
    signed = owner.client.application.test_client().get("/sign-in", query_string={"next": payload})
    for answer in (asked, found, sent, missing, signed):
        for tag, facts in seen(answer).tags:
            assert tag not in {"math", "style", "mglyph"}
            assert not [name for name in facts if name.startswith("on")], facts
            assert tag != "script" or facts.get("nonce")
            assert not str(facts.get("action") or "").startswith("javascript")


def test_no_password_and_no_secret_is_on_any_page(app: Flask, owner: Browser, furniture: Furniture) -> None:
    for rule in pages(app):
        text = owner.get(furniture.address(rule)).text
        assert "argon2" not in text, rule
        assert str(app.config["SECRET_KEY"]) not in text, rule
