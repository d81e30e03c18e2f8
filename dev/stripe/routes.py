"""Every address of the API that is copied, on one page."""

from collections.abc import Callable
from dataclasses import dataclass

from dev.stripe import (
    balance,
    charges,
    customers,
    disputes,
    endpoints,
    events,
    payment_intents,
    payment_methods,
    refunds,
    setup_intents,
    tax,
)
from dev.stripe.store import Record


@dataclass(frozen=True)
class Route:
    """*rule* names its ids in braces, as the contract does; *publishable*: a browser's key opens it too."""

    method: str
    rule: str
    handler: Callable[..., Record]
    publishable: bool = False


ROUTES = (
    Route("POST", "/v1/payment_intents", payment_intents.create),
    Route("GET", "/v1/payment_intents", payment_intents.listed),
    Route("GET", "/v1/payment_intents/{intent}", payment_intents.retrieve, publishable=True),
    Route("POST", "/v1/payment_intents/{intent}", payment_intents.update),
    Route("POST", "/v1/payment_intents/{intent}/confirm", payment_intents.confirm, publishable=True),
    Route("POST", "/v1/payment_intents/{intent}/capture", payment_intents.capture),
    Route("POST", "/v1/payment_intents/{intent}/cancel", payment_intents.cancel),
    Route("POST", "/v1/refunds", refunds.create),
    Route("GET", "/v1/refunds", refunds.listed),
    Route("GET", "/v1/refunds/{refund}", refunds.retrieve),
    Route("POST", "/v1/refunds/{refund}", refunds.update),
    Route("POST", "/v1/refunds/{refund}/cancel", refunds.cancel),
    Route("GET", "/v1/charges", charges.listed),
    Route("GET", "/v1/charges/{charge}", charges.retrieve),
    Route("GET", "/v1/disputes", disputes.listed),
    Route("GET", "/v1/disputes/{dispute}", disputes.retrieve),
    Route("POST", "/v1/disputes/{dispute}", disputes.update),
    Route("POST", "/v1/disputes/{dispute}/close", disputes.close),
    Route("GET", "/v1/balance_transactions", balance.listed),
    Route("GET", "/v1/balance_transactions/{transaction}", balance.retrieve),
    Route("POST", "/v1/customers", customers.create),
    Route("GET", "/v1/customers", customers.listed),
    Route("GET", "/v1/customers/{customer}", customers.retrieve),
    Route("POST", "/v1/customers/{customer}", customers.update),
    Route("DELETE", "/v1/customers/{customer}", customers.delete),
    Route("GET", "/v1/customers/{customer}/payment_methods", payment_methods.of_customer),
    Route("POST", "/v1/payment_methods", payment_methods.create),
    Route("GET", "/v1/payment_methods", payment_methods.listed),
    Route("GET", "/v1/payment_methods/{payment_method}", payment_methods.retrieve),
    Route("POST", "/v1/payment_methods/{payment_method}/attach", payment_methods.attach),
    Route("POST", "/v1/payment_methods/{payment_method}/detach", payment_methods.detach),
    Route("POST", "/v1/setup_intents", setup_intents.create),
    Route("GET", "/v1/setup_intents/{intent}", setup_intents.retrieve, publishable=True),
    Route("POST", "/v1/tax/calculations", tax.create),
    Route("GET", "/v1/tax/calculations/{calculation}/line_items", tax.lines_of),
    Route("GET", "/v1/events", events.listed),
    Route("GET", "/v1/events/{event}", events.retrieve),
    Route("POST", "/v1/webhook_endpoints", endpoints.create),
    Route("GET", "/v1/webhook_endpoints", endpoints.listed),
    Route("GET", "/v1/webhook_endpoints/{webhook_endpoint}", endpoints.retrieve),
    Route("POST", "/v1/webhook_endpoints/{webhook_endpoint}", endpoints.update),
    Route("DELETE", "/v1/webhook_endpoints/{webhook_endpoint}", endpoints.delete),
)
