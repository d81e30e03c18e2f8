"""Webhooks: verify on the raw bytes, keep, answer. The work is a job's; nothing is kept that is not signed."""

from flask import Response, request

from bff.blueprints import Blueprint
from bff.context import shop
from core.checkout.services import gateway_named
from core.inbox import services as inbox
from core.inbox.events import ContentfulWebhookKept, StripeWebhookKept

blueprint = Blueprint("hooks", __name__, url_prefix="/v1/hooks", description="Signed webhooks in")
LARGEST_HOOK = 256 * 1024
NOT_OURS = b"{}"
"""Of an event that is about no payment only its name is kept: it tells of people, and nothing is done with it."""


@blueprint.before_request
def bounded() -> None:
    request.max_content_length = LARGEST_HOOK


@blueprint.route("/stripe", methods=["POST"])
@blueprint.response(204)
def stripe() -> Response:
    """Keep a Stripe event. 400 unless it is signed with one of our secrets within the last five minutes."""
    body = request.get_data()
    gateway = gateway_named("stripe", shop().gateways)
    event = gateway.read_event(body, request.headers.get("Stripe-Signature", ""))
    told, facts = StripeWebhookKept(f"stripe-{event.event_id}"), event.facts()
    kept = body if facts else NOT_OURS
    inbox.receive(told, source="stripe", kind=event.kind, body=kept, facts=facts)
    return Response(status=204)


@blueprint.route("/contentful", methods=["POST"])
@blueprint.response(204)
def contentful() -> Response:
    """Keep a Contentful event. 400 unless it is signed, path and time included."""
    body = request.get_data()
    path = request.full_path if request.query_string else request.path
    event = shop().content.read_event(request.method, path, dict(request.headers), body)
    told = ContentfulWebhookKept(f"contentful-{event.event_id}")
    inbox.receive(told, source="contentful", kind=event.topic or "(none)", body=body)
    return Response(status=204)
