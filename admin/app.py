from pathlib import Path

from flask import Flask
from flask_admin import Admin
from flask_admin.consts import ICON_TYPE_IMAGE
from flask_admin.theme import Bootstrap4Theme

from admin import devices, faults, headers, health, identity, sign_in, tracing, watching, words
from admin.account import Account
from admin.approvals import Approvals
from admin.audit import Audit
from admin.base import StaffView
from admin.content import Content
from admin.context import KEY
from admin.cookies import SealedSessions
from admin.customers import Customers
from admin.dashboard import Dashboard
from admin.deliveries import Deliveries
from admin.form_tokens import FormTokens
from admin.gift_cards import GiftCards
from admin.keys import Keys
from admin.messages import Inbox, Mails, Outbox
from admin.money import Differences, Disputes, Refunds, SetAside
from admin.orders import Orders
from admin.products import Products
from admin.promotions import Promotions
from admin.purges import Purges
from admin.redirects import Redirects
from admin.returns import Returns
from admin.stock import Stock
from admin.transfers import Transfers
from core.approvals.models import Approval
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.catalog.models import Product
from core.content.models import ContentEntry
from core.customers.models import Customer
from core.inbox.models import Receipt
from core.inventory.incoming import ExpectedDelivery
from core.inventory.models import StockItem
from core.inventory.transfers import Transfer
from core.keys.models import ApiKey
from core.mail.models import SentMail
from core.orders.models import Order
from core.outbox.models import OutboxMessage
from core.payments.models import Dispute, Payment, Refund
from core.payments.reconciliations import Difference
from core.promotions.models import Promotion
from core.redirects.models import Redirect
from core.returns.models import Return
from core.storefront.models import Purge
from core.tenders.models import TenderAccount

TEMPLATES = Path(__file__).parent.parent / "templates" / "admin"
LARGEST_BODY = 1024 * 1024


def create_app(shop: Shop) -> Flask:
    """The console of that shop. Nothing is connected here; gunicorn's workers make one each, after the fork.

    Whoever has not signed in is stopped before anything else looks at the request, its form included.
    """
    app = Flask(__name__, template_folder=str(TEMPLATES))
    app.extensions[KEY] = shop
    app.config.update(
        SECRET_KEY=shop.settings.console_ring.newest,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
    )
    app.session_interface = SealedSessions()
    identity.register(app, shop.settings)
    FormTokens(app)
    for part in (tracing, watching, devices, headers, faults, health, sign_in, words):
        part.register(app)
    _views(app)
    return app


def _views(app: Flask) -> None:
    """The menu, in the order of a working day."""
    admin = Admin(
        app,
        name="Quayside",
        index_view=Dashboard(name="Dashboard", url="/", **_icon("dashboard")),
        theme=Bootstrap4Theme(base_template="base.html"),
        csp_nonce_generator=headers.nonce,
    )
    admin.add_views(
        Orders(Order, name="Orders", endpoint="orders", **_icon("orders")),
        Returns(Return, name="Returns", endpoint="returns", **_icon("return")),
        Stock(StockItem, name="Stock", endpoint="stock", **_icon("stock")),
        Deliveries(ExpectedDelivery, name="Expected", endpoint="deliveries", **_icon("incoming")),
        Transfers(Transfer, name="Transfers", endpoint="transfers", **_icon("truck")),
        Products(Product, name="Products", endpoint="products", **_icon("products")),
        Customers(Customer, name="Customers", endpoint="customers", **_icon("customers")),
        Content(ContentEntry, name="Content", endpoint="content", **_icon("content")),
        Promotions(Promotion, name="Promotions", endpoint="promotions", **_icon("promotions")),
        Redirects(Redirect, name="Redirects", endpoint="redirects", **_icon("redirects")),
        *_money(),
        Outbox(OutboxMessage, name="Outbox", category="Messages", endpoint="outbox", **_icon("outbox")),
        Inbox(Receipt, name="Webhooks", category="Messages", endpoint="inbox", **_icon("inbox")),
        Purges(Purge, name="Purges", category="Messages", endpoint="purges", **_icon("purges")),
        Mails(SentMail, name="Mails", category="Messages", endpoint="mails", **_icon("mails")),
        Keys(ApiKey, name="Keys", endpoint="keys", **_icon("keys")),
        Audit(AuditRecord, name="Audit", endpoint="audit", **_icon("audit")),
        Account(name="Your account", endpoint="account"),
    )


def _money() -> list[StaffView]:
    return [
        Approvals(Approval, name="Approvals", category="Money", endpoint="approvals", **_icon("check")),
        Refunds(Refund, name="Refunds", category="Money", endpoint="refunds", **_icon("refund")),
        Disputes(Dispute, name="Disputes", category="Money", endpoint="disputes", **_icon("dispute")),
        Differences(
            Difference, name="Differences", category="Money", endpoint="differences", **_icon("unequal")
        ),
        SetAside(
            Payment,
            name="Set aside",
            category="Money",
            endpoint="set_aside",
            url="/set-aside",
            **_icon("pause"),
        ),
        GiftCards(
            TenderAccount, name="Gift cards", category="Money", endpoint="gift_cards", **_icon("gift-cards")
        ),
    ]


def _icon(name: str) -> dict[str, str]:
    return {"menu_icon_type": ICON_TYPE_IMAGE, "menu_icon_value": name}
