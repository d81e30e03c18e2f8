from typing import Any

from flask.views import MethodView

from bff.accounts.schemas import SessionsSchema
from bff.accounts.shapes import session_shape
from bff.blueprints import Blueprint
from bff.idempotent import idempotent
from bff.identity import who_asks
from core.customers.fresh import see_fresh
from core.customers.queries import sessions_of
from core.customers.sessions import end_session

blueprint = Blueprint("sessions", __name__, url_prefix="/v1/me/sessions", description="Where I am signed in")


@blueprint.route("")
class Sessions(MethodView):
    @blueprint.response(200, SessionsSchema)
    def get(self) -> dict[str, Any]:
        """Where I am signed in, the device used last first."""
        who = who_asks()
        return {
            "sessions": [session_shape(one, current=who.session_id) for one in sessions_of(who.customer_id)]
        }


@blueprint.route("/<session_id>")
class SessionView(MethodView):
    @idempotent()
    @blueprint.response(204)
    def delete(self, session_id: str) -> None:
        """Sign that device out. Another one than this takes a sign-in, or the password, of the last ten minutes."""
        who = who_asks()
        if session_id != who.session_id:
            see_fresh(who.session_id, who.customer_id)
        end_session(session_id, who.customer_id)
