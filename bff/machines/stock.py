from typing import Any

from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.idempotent import idempotent
from bff.machines.identity import current_machine
from bff.machines.schemas import (
    LevelChangesSchema,
    LevelsSchema,
    MachineSchema,
    ReportedSchema,
    StockLevelsSchema,
    StockQuery,
)
from core import clock
from core.inventory.queries import levels_in_turn
from core.inventory.reports import Report, change_levels, set_levels
from core.keys.queries import key_by_id

blueprint = Blueprint("machine", __name__, url_prefix="/v1/machine", description="For machines, by key")
Body = dict[str, Any]


@blueprint.route("")
class Me(MethodView):
    @blueprint.response(200, MachineSchema)
    def get(self) -> Body:
        """Which key was sent, and what it opens."""
        machine = current_machine()
        return {
            "key_id": machine.key_id,
            "name": machine.name,
            "scopes": sorted(machine.scopes),
            "expires_at": clock.rfc3339(key_by_id(machine.key_id).expires_at),
        }


@blueprint.route("/stock")
class Stock(MethodView):
    @blueprint.arguments(StockQuery, location="query")
    @blueprint.response(200, StockLevelsSchema)
    def get(self, query: Body) -> Body:
        """What lies where, by SKU and location."""
        limit = query.pop("limit")
        found = levels_in_turn(limit=limit + 1, **query)
        last = found[limit - 1] if len(found) > limit else None
        return {"levels": found[:limit], "next": f"{last.sku}@{last.location}" if last else None}

    @idempotent(required=True, whole=True)
    @blueprint.arguments(LevelsSchema)
    @blueprint.response(200, ReportedSchema)
    def put(self, body: Body) -> Body:
        """Say how many pieces lie there: all lines, or none of them. The answer is by how many each changed."""
        return {"pieces": set_levels(_reports(body), **_by(body))}


@blueprint.route("/stock/changes")
class StockChanges(MethodView):
    @idempotent(required=True, whole=True)
    @blueprint.arguments(LevelChangesSchema)
    @blueprint.response(200, ReportedSchema)
    def post(self, body: Body) -> Body:
        """Say how many pieces have come or gone: all lines, or none of them. The answer is what lies there now."""
        return {"pieces": change_levels(_reports(body), **_by(body))}


def _reports(body: Body) -> list[Report]:
    return [Report(**line) for line in body["lines"]]


def _by(body: Body) -> dict[str, str]:
    return {"reference": body["reference"], "actor": current_machine().actor}
