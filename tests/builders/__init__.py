"""The states a shop can be in, each reached the way a customer or a member of staff reaches it.

from tests import builders as a

a.markets()
a.goods("MUG-SAND", available=3)
order = a.placed_order(shop, {"MUG-SAND": 2})
"""

from tests.builders.baskets import ADDRESS_DE, ADDRESS_US, address, cart, cart_with_token, fresh, ready_cart
from tests.builders.cards import card, cards, explained
from tests.builders.goods import (
    EU,
    JP,
    KW,
    US,
    bundle,
    goods,
    goods_file,
    markets,
    markets_file,
    product,
    shelved,
    sold_out,
    stock,
)
from tests.builders.orders import (
    cancel,
    cancelled_order,
    delivered_order,
    held,
    looked_up_order,
    order,
    paid_order,
    partly_shipped_order,
    payment,
    place,
    placed_order,
    refunded_payment,
    returning_order,
    shipped_order,
    started_payment,
    webhook_kept,
)
from tests.builders.outbox import announced, drain, events, relay_all
from tests.builders.people import LASTING, PASSWORD, STAFF, customer, proven_customer, signed_in, staff_member
from tests.builders.promotions import promotion, promotion_entry, rule
from tests.builders.words import asset, both, entry, led_to, link, mirrored, paragraph, revised, rich, synced

__all__ = [
    "ADDRESS_DE",
    "ADDRESS_US",
    "EU",
    "JP",
    "KW",
    "LASTING",
    "PASSWORD",
    "STAFF",
    "US",
    "address",
    "announced",
    "asset",
    "both",
    "bundle",
    "cancel",
    "cancelled_order",
    "card",
    "cards",
    "cart",
    "cart_with_token",
    "customer",
    "delivered_order",
    "drain",
    "entry",
    "events",
    "explained",
    "fresh",
    "goods",
    "goods_file",
    "held",
    "led_to",
    "link",
    "looked_up_order",
    "markets",
    "markets_file",
    "mirrored",
    "order",
    "paid_order",
    "paragraph",
    "partly_shipped_order",
    "payment",
    "place",
    "placed_order",
    "product",
    "promotion",
    "promotion_entry",
    "proven_customer",
    "ready_cart",
    "refunded_payment",
    "relay_all",
    "returning_order",
    "revised",
    "rich",
    "rule",
    "shelved",
    "shipped_order",
    "signed_in",
    "sold_out",
    "staff_member",
    "started_payment",
    "stock",
    "synced",
    "webhook_kept",
]
