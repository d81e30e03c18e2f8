from typing import Any

from flask.views import MethodView
from marshmallow import fields

from bff.blueprints import Blueprint
from bff.context import shop
from bff.idempotent import idempotent
from bff.identity import current_customer_id
from bff.schemas import CamelSchema
from core.payments import cards
from core.payments.errors import UnknownProvider
from core.payments.ports import CardVault, KeptCard

blueprint = Blueprint("cards", __name__, url_prefix="/v1/me/cards", description="Cards that are kept")
Body = dict[str, Any]


class CardSchema(CamelSchema):
    """A card that is kept at the payment provider; the shop knows what is shown of it, and no more."""

    id = fields.String(required=True)
    brand = fields.String(required=True)
    last4 = fields.String(required=True)
    exp_month = fields.Integer(required=True)
    exp_year = fields.Integer(required=True)


class CardsSchema(CamelSchema):
    cards = fields.List(fields.Nested(CardSchema), required=True)


class CardSetupSchema(CamelSchema):
    """What the browser's card element needs to keep a card without a payment."""

    provider = fields.String(required=True)
    client_secret = fields.String(required=True)
    publishable_key = fields.String(required=True, allow_none=True)


@blueprint.route("")
class Cards(MethodView):
    @blueprint.response(200, CardsSchema)
    def get(self) -> Body:
        """My cards, the newest first."""
        return {"cards": [_shape(card) for card in cards.cards_of(current_customer_id(), vault())]}

    @idempotent()
    @blueprint.response(201, CardSetupSchema)
    def post(self) -> Body:
        """Begin to keep a card: the browser finishes it with the provider, which asks its holder."""
        secret = cards.start_keeping(current_customer_id(), vault())
        return {
            "provider": vault().provider,
            "client_secret": secret,
            "publishable_key": vault().publishable_key,
        }


@blueprint.route("/<card_id>")
class Card(MethodView):
    @idempotent()
    @blueprint.response(204)
    def delete(self, card_id: str) -> None:
        """Keep that card no longer."""
        cards.forget_card(current_customer_id(), card_id, vault())


def vault() -> CardVault:
    """Where cards are kept. Raises UnknownProvider in a shop that takes none."""
    found = shop().vault
    if found is None:
        raise UnknownProvider("card", sorted(shop().gateways))
    return found


def _shape(card: KeptCard) -> Body:
    return {
        "id": card.id,
        "brand": card.brand,
        "last4": card.last4,
        "exp_month": card.exp_month,
        "exp_year": card.exp_year,
    }
