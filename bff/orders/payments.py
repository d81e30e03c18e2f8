from typing import Any

from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.checkout.schemas import ProviderSchema, StartedPaymentSchema
from bff.checkout.views import started_shape
from bff.context import shop
from bff.idempotent import idempotent
from bff.orders.views import my_order
from core.checkout.services import StartedPayment, choosable, start_further_payment
from core.payments.errors import UnknownProvider

blueprint = Blueprint("order_payments", __name__, url_prefix="/v1/orders", description="Orders")


@blueprint.route("/<number>/payment")
class OrderPayment(MethodView):
    @idempotent(required=True)
    @blueprint.arguments(ProviderSchema)
    @blueprint.response(200, StartedPaymentSchema)
    def post(self, body: dict[str, Any], number: str) -> dict[str, Any]:
        """Start to pay what is open of an order, as after it was added to. Safe to repeat."""
        order, provider = my_order(number), body["provider"]
        if provider not in choosable(shop().gateways):
            raise UnknownProvider(provider, choosable(shop().gateways))
        gateway = shop().gateways[provider]
        payment, started = start_further_payment(order.number, provider, shop().gateways)
        return started_shape(StartedPayment(payment, started.client_secret, gateway.publishable_key), "order")
