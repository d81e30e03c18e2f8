"""How the console writes money, lengths of time and states."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from flask import Flask, url_for
from flask_admin.menu import BaseMenu
from markupsafe import Markup

from admin.headers import nonce, picture_hosts
from admin.identity import current_member, may
from admin.reach import may_everywhere, whole_shop
from admin.searching import address_of
from admin.times import day, moment
from core import clock
from core.money import Money

LOCALE = "en-US"
MINUTE, HOUR, DAY = 60, 3_600, 86_400

TONES = {
    "awaiting_payment": "waiting",
    "paid": "good",
    "shipped": "calm",
    "cancelled": "off",
    "unpaid": "waiting",
    "authorised": "waiting",
    "partially_paid": "waiting",
    "partially_refunded": "calm",
    "partially_shipped": "waiting",
    "delivered": "good",
    "partially_returned": "calm",
    "returned": "off",
    "asked": "waiting",
    "approved": "calm",
    "refused": "off",
    "received": "waiting",
    "inspected": "good",
    "started": "waiting",
    "open": "waiting",
    "closed": "off",
    "retired": "off",
    "refund_due": "bad",
    "refunded": "calm",
    "quarantined": "bad",
    "under-way": "waiting",
    "ready": "waiting",
    "done": "good",
    "dead": "bad",
    "failed": "bad",
    "planned": "waiting",
    "gone": "good",
    "by_hand": "good",
    "dropped": "off",
    "new": "bad",
    "needs_response": "bad",
    "warning_needs_response": "bad",
    "under_review": "waiting",
    "warning_under_review": "waiting",
    "warning_closed": "off",
    "won": "good",
    "lost": "off",
    "prevented": "good",
    "active": "good",
    "ended": "off",
    "expired": "off",
    "published": "good",
    "hidden": "off",
    "disabled": "bad",
    "declined": "off",
    "withdrawn": "off",
}
"""The colour of a state; one that is not here is shown plainly."""

SHOWN = {
    "order": ("orders.order", "number"),
    "transfer": ("transfers.transfer", "transfer"),
    "incoming": ("deliveries.delivery", "delivery"),
    "payment": ("set_aside.payment", "payment_id"),
    "customer": ("customers.customer", "customer_id"),
    "difference": ("differences.difference", "difference_id"),
    "outbox": ("outbox.message", "message_id"),
    "purge": ("purges.purge", "purge_id"),
    "approval": ("approvals.approval", "approval_id"),
}
"""On which page something of a kind is shown, and what that page calls its key."""
LISTED = {"redirect": "redirects", "key": "keys", "stock": "stock"}
"""And in which list, where it has no page of its own."""

PRICED = {"minor": "Amount"}
"""What a fact that is an amount of money and nothing else is called."""

SAID = {
    "back-order": "Back-order",
    "pre-order": "Pre-order",
    "ready": "Waiting",
    "gone": "Went back",
    "by_hand": "Given by hand",
    "dropped": "Came to nothing",
    "quarantined": "Set aside",
}
"""What people call a state that is stored under another name."""


def register(app: Flask) -> None:
    app.jinja_env.filters.update(
        age=age,
        amount=amount,
        count_of=count_of,
        country=country,
        day=day,
        money=money,
        moment=moment,
        said=said,
        since=since,
        subject_url=subject_url,
        thumbnail=thumbnail,
        told=told,
        tone=tone,
    )
    app.jinja_env.globals.update(
        address_of=address_of,
        csp_nonce=nonce,
        icon=icon,
        may=may,
        may_everywhere=may_everywhere,
        whole_shop=whole_shop,
        member=current_member,
    )


def country(code: str) -> str:
    """`DE` is *Germany*."""
    return str(Locale.parse(LOCALE, sep="-").territories.get(code, code))


def money(minor: int, currency: str) -> str:
    return Money(minor, currency).words(LOCALE)


def amount(sum_: Money) -> str:
    return sum_.words(LOCALE)


def since(when: datetime | None) -> str:
    """How long ago: `4 min ago`."""
    if when is None:
        return "never"
    return f"{age((clock.now() - when).total_seconds())} ago"


def age(seconds: float) -> str:
    """A length of time in its largest whole unit: `42 s`, `4 min`, `3 h`, `2 d`."""
    whole = max(0, int(seconds))
    for unit, name in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if whole >= unit:
            return f"{whole // unit} {name}"
    return f"{whole} s"


def count_of(number: int, thing: str) -> str:
    """`1 piece`, `1,200 pieces`: for things whose plural ends in s."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def said(state: str) -> str:
    """A stored word as people read it: `awaiting_payment` is *Awaiting payment*."""
    return SAID.get(state) or state.replace("_", " ").replace("-", " ").strip().capitalize()


def told(facts: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The facts of an audit record by the names people use: minor units and their currency become money."""
    currency = facts.get("currency")
    priced = {name for name in facts if name in PRICED or name.endswith("_minor")} if currency else set()
    shown = [
        (PRICED.get(name) or said(name.removesuffix("_minor")), money(facts[name], str(currency)))
        for name in sorted(priced)
    ]
    left_out = priced | ({"currency"} if priced else set())
    return shown + [
        (said(name), fact) for name, fact in facts.items() if name not in left_out and fact is not None
    ]


def tone(state: str) -> str:
    return TONES.get(state, "plain")


def thumbnail(url: str | None, pixels: int) -> str | None:
    """A square of a picture, if it comes from where the console shows pictures from; else None."""
    parts = urlsplit(url or "")
    if f"{parts.scheme}://{parts.netloc}" not in picture_hosts():
        return None
    return parts._replace(query=f"w={pixels}&h={pixels}&fit=fill").geturl()


def subject_url(target: str) -> str | None:
    """Where the console shows what an audit record is about, from its business key: `order:Q-7K3M-9XWA-2C`."""
    kind, _, key = target.partition(":")
    if kind == "tender" and key.startswith("credit:"):
        kind, key = "customer", key.split(":")[1]
    if kind in SHOWN:
        endpoint, argument = SHOWN[kind]
        values: dict[str, Any] = {argument: key}
        return url_for(endpoint, **values)
    if kind in LISTED and "@" not in key:
        return address_of(LISTED[kind], key)
    if kind == "stock":
        sku, _, location = key.rpartition("@")
        return url_for("stock.item", sku=sku, location=location)
    return None


def icon(item: BaseMenu | str) -> Markup:
    """A picture from the console's own sheet of icons, by its name or that of a menu's view."""
    name = item if isinstance(item, str) else item.get_icon_value()
    sheet = url_for("static", filename="icons.svg")
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>').format(sheet, name)
