from typing import Any

from flask.views import MethodView

from bff.accounts.schemas import (
    ChangePasswordSchema,
    ForgotSchema,
    PasswordSchema,
    ResetSchema,
    SignedInSchema,
    SignInSchema,
    TokenSchema,
)
from bff.accounts.signing import device, lasting, signed_in
from bff.blueprints import Blueprint
from bff.idempotent import idempotent
from bff.identity import by_cookie, current_customer_id, who_asks
from core.customers import fresh, proofs
from core.customers.registering import confirm
from core.mailboxes import checked

blueprint = Blueprint("proofs", __name__, url_prefix="/v1/auth", description="Links that were mailed")
mine = Blueprint("credentials", __name__, url_prefix="/v1/me", description="With what I sign in")
Body = dict[str, Any]


@blueprint.route("/password/forgot")
class Forgot(MethodView):
    @blueprint.arguments(ForgotSchema)
    @blueprint.response(202)
    def post(self, body: Body) -> None:
        """Ask for a link to choose a new password: it is mailed to that address, if it has an account.

        The answer is the same whether it has one or not.
        """
        proofs.ask_for_reset(checked(body["email"]))


@blueprint.route("/password/reset")
class Reset(MethodView):
    @blueprint.arguments(ResetSchema)
    @blueprint.response(204)
    def post(self, body: Body) -> None:
        """Choose a new password with a mailed link. Every sign-in ends; sign in with the new one."""
        proofs.reset_password(body["token"], body["password"])


@blueprint.route("/email/confirm")
class Confirm(MethodView):
    @blueprint.arguments(TokenSchema)
    @blueprint.response(204)
    def post(self, body: Body) -> None:
        """Prove an address with a mailed link: that opens the account that was asked for, or changes its address.

        When it is changed, every sign-in ends. Using a link signs nobody in.
        """
        confirm(body["token"])


@mine.route("/password")
class Password(MethodView):
    @idempotent()
    @mine.arguments(ChangePasswordSchema)
    @mine.response(200, SignedInSchema)
    def put(self, body: Body) -> Body:
        """Change my password. Every sign-in ends; the answer is a new one for this device, in cookies if this was."""
        customer_id = current_customer_id()
        changed = proofs.change_password(
            customer_id, body["current_password"], body["password"], lasts=lasting(), device=device()
        )
        return signed_in(changed, in_cookies=by_cookie())


@mine.route("/proof")
class ProofOfPassword(MethodView):
    @idempotent()
    @mine.arguments(PasswordSchema)
    @mine.response(204)
    def post(self, body: Body) -> None:
        """Type the password once more, for what takes a proof of the last ten minutes (`403` `proof-needed`).

        Whoever has no password signs in anew with their provider instead.
        """
        who = who_asks()
        fresh.prove(who.customer_id, who.session_id, body["password"])


@mine.route("/email")
class Email(MethodView):
    @idempotent()
    @mine.arguments(SignInSchema)
    @mine.response(202)
    def put(self, body: Body) -> None:
        """Ask to sign in with another address: a link is mailed to it, and the change is made when it is used."""
        proofs.ask_for_new_email(current_customer_id(), checked(body["email"]), body["password"])


@mine.route("/email/proof")
class Proof(MethodView):
    @idempotent()
    @mine.response(202)
    def post(self) -> None:
        """Have the link mailed again that proves my address; nothing is sent when it is proved."""
        proofs.ask_for_proof(current_customer_id())
