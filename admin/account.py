from flask import flash, redirect, url_for
from flask_admin import BaseView
from werkzeug import Response

from admin import identity
from admin.account_forms import PasswordForm
from admin.acts import filled_in
from admin.base import StaffOnly, page
from admin.identity import actor
from admin.reach import MARKET
from core.staff.passwords import change_password


class Account(StaffOnly, BaseView):
    """How whoever is signed in signs in. It is theirs, whatever their role and their markets."""

    reaches = MARKET

    def is_visible(self) -> bool:
        """The menu leads there by who is signed in."""
        return False

    @page("/")
    def index(self) -> str:
        rendered: str = self.render("account/account.html")
        return rendered

    @page("/password", form=True, reaches=MARKET)
    def password(self) -> Response | str | tuple[str, int]:
        """Another password. It ends the sessions on other devices."""
        form = PasswordForm()
        return filled_in(form, lambda: self._page("account/password.html", form), lambda: _changed(form))

    def _page(self, template: str, form: PasswordForm) -> str:
        rendered: str = self.render(template, form=form)
        return rendered


def _changed(form: PasswordForm) -> Response:
    """Raises WrongPassword, Invalid. This browser is signed in anew, every other one is out."""
    identity.begin(change_password(actor(), form.current.data, form.password.data))
    flash("This is your password from now on. Other devices are signed out.", "success")
    return redirect(url_for("account.index"), 303)
