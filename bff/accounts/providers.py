"""Signing in with a provider of OpenID Connect: there, back, and what it leaves at the account."""

from typing import Any

from flask.views import MethodView

from bff import cookies
from bff.accounts.provider_schemas import (
    ArrivalSchema,
    DepartureSchema,
    IdentitiesSchema,
    SetOutSchema,
    SignInProvidersSchema,
)
from bff.accounts.schemas import SignedInSchema
from bff.accounts.signing import device, lasting, signed_in
from bff.blueprints import Blueprint
from bff.context import shop
from bff.idempotent import idempotent
from bff.identity import current_customer_id, who_asks
from core import clock
from core.customers.errands import LASTS, come_back, provider_named, set_out
from core.customers.fresh import see_fresh
from core.customers.identities import identities_of, sign_in_with, unlink
from core.customers.models import LinkedIdentity
from core.customers.queries import customer_by_id
from core.key_ring import KeyRing

blueprint = Blueprint("providers", __name__, url_prefix="/v1/auth/oidc", description="Signing in elsewhere")
mine = Blueprint(
    "identities", __name__, url_prefix="/v1/me/identities", description="With what else I sign in"
)
Body = dict[str, Any]


@blueprint.route("")
class Providers(MethodView):
    @blueprint.response(200, SignInProvidersSchema)
    def get(self) -> Body:
        """With which providers one can sign in here."""
        return {"providers": list(shop().providers.values())}


@blueprint.route("/<provider>")
class Departure(MethodView):
    @blueprint.arguments(SetOutSchema, location="query")
    @blueprint.response(200, DepartureSchema)
    def post(self, query: Body, provider: str) -> Body:
        """Begin to sign in with a provider: where the shopper is to go, and what their browser keeps meanwhile.

        With `fresh=true` for what takes a fresh proof (`403` `proof-needed`): whoever signed in there longer than ten
        minutes ago is asked anew by the provider. One that does not say when that was is no proof.
        """
        chosen = provider_named(provider, shop().providers)
        begun = set_out(chosen, secret=_secret(), fresh=query["fresh"])
        return {"url": begun.url, "ticket": begun.ticket, "expires_in": int(LASTS.total_seconds())}


@blueprint.route("/<provider>/callback")
class Arrival(MethodView):
    @blueprint.arguments(ArrivalSchema)
    @blueprint.response(200, SignedInSchema)
    @blueprint.doc(parameters=[cookies.PARAMETER])
    def post(self, body: Body, provider: str) -> Body:
        """Sign in with what the provider sent the shopper back with. Who has no account gets one.

        An account with the same address is signed in to only where the provider vouches for the address (else `409`
        `email-not-vouched-for`) and the account has proved it (else `409` `account-not-proved`).
        """
        in_cookies = cookies.wanted()
        identity = come_back(
            provider_named(provider, shop().providers),
            code=body["code"],
            state=body["state"],
            ticket=body["ticket"],
            issuer=body.get("iss"),
            secret=_secret(),
        )
        begun = sign_in_with(identity, lasts=lasting(), device=device())
        return signed_in(begun, in_cookies=in_cookies)


@mine.route("")
class Identities(MethodView):
    @mine.response(200, IdentitiesSchema)
    def get(self) -> Body:
        """With what else I sign in."""
        customer = customer_by_id(current_customer_id())
        return {
            "identities": [_shape(link) for link in identities_of(customer.id)],
            "password": customer.password is not None,
        }


@mine.route("/<identity_id>")
class Identity(MethodView):
    @idempotent()
    @mine.response(204)
    def delete(self, identity_id: str) -> None:
        """Sign in with that no more. The sign-ins that were begun with it end.

        It takes a sign-in, or the password (`POST /v1/me/proof`), of the last ten minutes.
        """
        who = who_asks()
        see_fresh(who.session_id, who.customer_id)
        unlink(identity_id, who.customer_id)


def _shape(link: LinkedIdentity) -> Body:
    return {
        "id": link.id,
        "provider": link.provider,
        "email": link.email,
        "linked_at": clock.rfc3339(link.linked_at),
    }


def _secret() -> KeyRing:
    return shop().settings.secret_ring
