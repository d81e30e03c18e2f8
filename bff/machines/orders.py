from typing import Any

from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.idempotent import idempotent
from bff.machines.identity import current_machine
from bff.machines.schemas import MachineOrdersQuery, MachineOrdersSchema, ParcelSchema
from bff.orders.schemas import OrderSchema, ShipmentSchema
from bff.orders.shapes import order_shape, parcel_shape
from core import clock
from core.orders.models import Order
from core.orders.queries import order_by_number, orders_in_turn
from core.shipping.services import ship_order

blueprint = Blueprint(
    "machine_orders", __name__, url_prefix="/v1/machine/orders", description="Orders, for machines by key"
)
Body = dict[str, Any]


@blueprint.route("")
class Orders(MethodView):
    @blueprint.arguments(MachineOrdersQuery, location="query")
    @blueprint.response(200, MachineOrdersSchema)
    def get(self, query: Body) -> Body:
        """Orders in the order in which they were placed, from the one after `after` on.

        An order is here a quarter of a minute after it was placed: then none can come before it any more, and whoever
        goes on from `next` misses none. With `status`, those that stand there now.
        """
        found = orders_in_turn(**query)
        return {
            "orders": [_summary(order) for order in found],
            "next": found[-1].number if found else query.get("after"),
        }


@blueprint.route("/<number>")
class OneOrder(MethodView):
    @blueprint.response(200, OrderSchema)
    def get(self, number: str) -> Body:
        """An order in full."""
        return order_shape(order_by_number(number))


@blueprint.route("/<number>/shipments")
class Shipments(MethodView):
    @idempotent(required=True, whole=True)
    @blueprint.arguments(ParcelSchema)
    @blueprint.response(201, ShipmentSchema)
    def post(self, body: Body, number: str) -> Body:
        """Say that a parcel has left. Its buyer gets a mail."""
        lines = body.get("lines")
        sent = ship_order(
            number,
            carrier=body["carrier"],
            tracking_code=body.get("tracking_code"),
            actor=current_machine().actor,
            quantities=_pieces(lines) if lines else None,
        )
        return parcel_shape(sent)


def _pieces(lines: list[Body]) -> dict[str, int]:
    """The pieces by SKU, those of lines that name the same one together."""
    found: dict[str, int] = {}
    for line in lines:
        found[line["sku"]] = found.get(line["sku"], 0) + line["quantity"]
    return found


def _summary(order: Order) -> Body:
    return {
        "number": order.number,
        "status": order.status,
        "payment_status": order.payment_status,
        "fulfilment_status": order.fulfilment_status,
        "market": order.market,
        "total": order.total.as_json(),
        "to_ship": [{"sku": sku, "quantity": quantity} for sku, quantity in order.to_ship.items()],
        "placed_at": clock.rfc3339(order.placed_at),
    }
