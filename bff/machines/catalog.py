from typing import Any

from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.idempotent import idempotent
from bff.machines.goods import GoodsSchema
from bff.machines.identity import current_machine
from bff.machines.schemas import NewPricesSchema, RepricedSchema
from core.catalog.goods import ProductInFile
from core.catalog.repricing import NewPrice, reprice
from core.catalog.services import put_by
from core.files import record_of

blueprint = Blueprint(
    "machine_catalog", __name__, url_prefix="/v1/machine", description="The catalogue, for machines by key"
)
Body = dict[str, Any]


@blueprint.route("/products/<slug>")
class Product(MethodView):
    @idempotent(required=True, whole=True)
    @blueprint.arguments(GoodsSchema)
    @blueprint.response(204)
    def put(self, body: Body, slug: str) -> None:
        """Make a product what is said here, new or changed. Its stock is not touched."""
        put_by(record_of(ProductInFile, {**body, "slug": slug}, where=slug), actor=current_machine().actor)


@blueprint.route("/prices")
class Prices(MethodView):
    @idempotent(required=True, whole=True)
    @blueprint.arguments(NewPricesSchema)
    @blueprint.response(200, RepricedSchema)
    def post(self, body: Body) -> Body:
        """Change prices from now on: all of them, or none. What they were goes into the history."""
        prices = [NewPrice(**line) for line in body["prices"]]
        return {"changed": reprice(prices, actor=current_machine().actor)}
