"""That a form was on a page of this very session: each carries a token that no other session's page has."""

from flask import current_app, g, request
from flask_wtf.csrf import CSRFProtect

from admin.identity import UNASKED
from admin.page_tokens import is_good, renew


class FormTokens(CSRFProtect):
    """Flask-WTF's, but that a token is HMAC-SHA-256 of what the session holds, where it would take SHA-1.

    Flask-WTF makes none where the request has one already, and asks no form once its request was found good.
    """

    def protect(self, apply_exemptions: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        if not request.endpoint or request.endpoint in UNASKED:
            return
        renew()
        if request.method in current_app.config["WTF_CSRF_METHODS"]:
            if not is_good(self._get_csrf_token() or ""):
                self._error_response("The token is not that of this session.")
            g.csrf_valid = True
