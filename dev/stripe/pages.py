"""Pages for people who try the shop: cards to choose, 3-D Secure, and the script that a storefront loads."""

from decimal import Decimal
from urllib.parse import urlencode, urlsplit

from babel.numbers import format_currency, get_currency_precision
from flask import Blueprint, Response, abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from dev.stripe import access, payments
from dev.stripe.refusals import Refusal
from dev.stripe.stand_in import StandIn
from dev.stripe.store import Record

# The choices of the page and of the script; every other magic name can be sent as well.
CHOICES = (
    ("pm_card_visa", "Works", "4242 4242 4242 4242"),
    ("pm_card_visa_chargeDeclined", "Is declined", "4000 0000 0000 0002"),
    ("pm_card_authenticationRequired", "Needs 3-D Secure", "4000 0027 6000 3184"),
)
POLICY = "default-src 'none'; base-uri 'none'; form-action *; " + "; ".join(
    f"{part}-src 'self'" for part in ("connect", "img", "script", "style")
)


def blueprint(stand_in: StandIn) -> Blueprint:
    bp = Blueprint("pages", __name__)

    @bp.get("/pay/<key>")
    def pay(key: str) -> Response:
        intent = _intent(stand_in, key)
        return _page(
            "pay.html", intent, choices=CHOICES, return_url=_return_url(request.args.get("return_url"))
        )

    @bp.get("/pay/<key>/authenticate")
    def ask(key: str) -> Response:
        return _page("authenticate.html", _intent(stand_in, key))

    @bp.post("/pay/<key>/authenticate")
    def authenticate(key: str) -> AnyResponse:
        back = _back(_intent(stand_in, key))
        with stand_in.store.change() as store:
            try:
                intent = payments.authenticate(store, key, success=request.form.get("success") == "true")
            except Refusal as refusal:
                abort(409, description=str(refusal))
        return redirect(back_to(back, intent) if back else _own_page(intent), 303)

    @bp.get("/v3/stripe.js")
    def script() -> Response:
        answer = current_app.send_static_file("stripe.js")
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    return bp


def _intent(stand_in: StandIn, key: str) -> Record:
    """The intent whose client secret came along; anything else is not found."""
    with stand_in.store.change() as store:
        intent = store.find("payment_intent", key)
    if not intent or not access.is_client_secret(intent, request.values.get("client_secret")):
        abort(404, description="There is no such payment, or the client_secret does not belong to it.")
    return intent


def _return_url(given: str | None) -> str | None:
    """Only web addresses: what is put into a link must not be a script."""
    return given if given and urlsplit(given).scheme in ("http", "https") else None


def _back(intent: Record) -> str | None:
    action = intent["next_action"] or {}
    return _return_url(action.get("redirect_to_url", {}).get("return_url"))


def back_to(url: str, intent: Record) -> str:
    """*url* with what Stripe adds when the buyer comes back."""
    failed = intent["status"] == "requires_payment_method"
    added = {
        "payment_intent": intent["id"],
        "payment_intent_client_secret": intent["client_secret"],
        "redirect_status": "failed" if failed else "succeeded",
    }
    parts = urlsplit(url)
    return parts._replace(query="&".join(it for it in (parts.query, urlencode(added)) if it)).geturl()


def _own_page(intent: Record) -> str:
    return f"/pay/{intent['id']}?{urlencode({'client_secret': intent['client_secret']})}"


def _page(template: str, intent: Record, **more: object) -> Response:
    digits = get_currency_precision(intent["currency"].upper())
    amount = Decimal(intent["amount"]).scaleb(-digits)
    words = format_currency(amount, intent["currency"].upper(), locale="en_US")
    headers = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return Response(render_template(template, intent=intent, amount=words, **more), headers=headers)
