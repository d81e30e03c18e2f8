from typing import Any

from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.carts.shapes import basket_shape
from bff.checkout.schemas import (
    CheckoutAddressesSchema,
    CheckoutSchema,
    DeliveryChoiceSchema,
    PaymentChoiceSchema,
    PlacedSchema,
    StartedPaymentSchema,
)
from bff.context import shop
from bff.idempotent import idempotent
from bff.identity import current_cart, current_cart_or_ordered, customer_id_if_any
from bff.orders.shapes import order_shape
from core.address_rules import checked_address
from core.carts import services as carts
from core.carts.models import Cart
from core.checkout import services as checkout
from core.checkout.queries import Checkout, checkout_of
from core.mailboxes import checked
from core.markets.queries import market_named
from core.money import Money
from core.payments.cards import payer_of
from core.payments.queries import live_payment_for

blueprint = Blueprint("checkout", __name__, url_prefix="/v1/checkout", description="From cart to order")
Body = dict[str, Any]


def checkout_shape(cart: Cart, *, changed: bool = False) -> Body:
    """Where the checkout of that cart stands; for one that was *changed* just now nobody has begun to pay."""
    return stand_shape(checkout_of(cart, shop().carrier, shop().taxes), changed=changed)


def stand_shape(stand: Checkout, *, changed: bool = False) -> Body:
    """The same, of a checkout that was looked at already."""
    currency = stand.market.currency
    payment = None if changed or stand.missing else live_payment_for(stand.cart.id)
    return {
        "cart": basket_shape(stand.basket, stand.priced),
        "delivery_options": [
            {
                "code": option.code,
                "name": option.name,
                "price": Money(option.minor, currency).as_json(),
                "min_days": option.min_days,
                "max_days": option.max_days,
            }
            for option in stand.deliveries
        ],
        "providers": checkout.choosable(shop().gateways),
        "missing": stand.missing,
        "next": stand.next(payment),
    }


@blueprint.route("")
class CheckoutView(MethodView):
    @blueprint.response(200, CheckoutSchema)
    def get(self) -> Body:
        """Where the checkout stands."""
        return checkout_shape(current_cart())


@blueprint.route("/addresses")
class Addresses(MethodView):
    @idempotent()
    @blueprint.arguments(CheckoutAddressesSchema)
    @blueprint.response(200, CheckoutSchema)
    def put(self, body: Body) -> Body:
        """Say where it goes, who is billed, and where mails go."""
        cart = current_cart()
        email = checked(body["email"]) if "email" in body else None
        given = body.get("billing_address")
        billing = checked_address(given, under="billingAddress.") if given else None
        countries = market_named(cart.market).countries
        shipping = checked_address(body["shipping_address"], under="shippingAddress.")
        return checkout_shape(carts.set_addresses(cart, shipping, billing, countries, email), changed=True)


@blueprint.route("/delivery")
class Delivery(MethodView):
    @idempotent()
    @blueprint.arguments(DeliveryChoiceSchema)
    @blueprint.response(200, CheckoutSchema)
    def put(self, body: Body) -> Body:
        """Choose one of the deliveries that are offered."""
        stand = checkout.choose_offered(current_cart(), body["delivery"], shop().carrier, shop().taxes)
        return stand_shape(stand, changed=True)


@blueprint.route("/payment")
class Payment(MethodView):
    @idempotent(required=True)
    @blueprint.arguments(PaymentChoiceSchema)
    @blueprint.response(200, StartedPaymentSchema)
    def post(self, body: Body) -> Body:
        """Freeze the price, hold the goods, start the payment. Safe to repeat.

        Whoever is signed in may choose one of their kept cards in the browser, and keep the one they use.
        """
        started = checkout.start_payment(
            current_cart(),
            body["provider"],
            gateways=shop().gateways,
            carrier=shop().carrier,
            hold_seconds=shop().settings.hold_seconds,
            expected_minor=body.get("expected_total_minor"),
            payer=_payer(body),
            keep_card=bool(body.get("keep_card")),
            taxes=shop().taxes,
        )
        return started_shape(started, "place")


def _payer(body: Body) -> str | None:
    """The customer's name at the provider, where cards are kept: for a guest there is none."""
    customer_id, vault = customer_id_if_any(), shop().vault
    if vault is None or customer_id is None or body["provider"] != vault.provider:
        return None
    return payer_of(customer_id, vault)


def started_shape(started: checkout.StartedPayment, following: str) -> Body:
    """A started payment, and the step that should come after it."""
    payment = started.payment
    return {
        "payment_id": payment.id,
        "provider": payment.provider,
        "amount": payment.amount.as_json(),
        "client_secret": started.client_secret,
        "publishable_key": started.publishable_key,
        "next": following,
    }


@blueprint.route("/place")
class Place(MethodView):
    @idempotent(required=True)
    @blueprint.response(201, PlacedSchema)
    def post(self) -> Body:
        """Turn the cart into its order: one per cart, however often it is asked for."""
        order = checkout.place(
            current_cart_or_ordered(),
            gateways=shop().gateways,
            hold_seconds=shop().settings.hold_seconds,
        )
        return {"order": order_shape(order)}
