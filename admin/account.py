from collections.abc import Callable

from flask import flash, redirect, url_for
from flask_admin import BaseView
from flask_wtf import FlaskForm
from werkzeug import Response

from admin import identity
from admin.account_forms import FactorForm, PasswordForm, ProofForm
from admin.acts import done, filled_in
from admin.base import StaffOnly, command, page
from admin.identity import actor
from admin.offers import offer_for
from admin.reach import MARKET
from core.staff.passwords import change_password
from core.staff.second_factor import is_required, remove_factor, renew_recovery_codes, set_up

Answer = Response | str | tuple[str, int]


class Account(StaffOnly, BaseView):
    """How whoever is signed in signs in. It is theirs, whatever their role and their markets."""

    reaches = MARKET

    def is_visible(self) -> bool:
        """The menu leads there by who is signed in."""
        return False

    @page("/")
    def index(self) -> str:
        return self._page("account/account.html", ProofForm(formdata=None), is_required=is_required())

    @page("/password", form=True, reaches=MARKET)
    def password(self) -> Answer:
        """Another password. It ends the sessions on other devices."""
        form = PasswordForm()
        return filled_in(form, lambda: self._page("account/password.html", form), lambda: _changed(form))

    @page("/factor", form=True, reaches=MARKET)
    def factor(self) -> Answer:
        """A second factor, or another one."""
        form = FactorForm()
        return filled_in(
            form,
            lambda: self._page("account/factor.html", form, offer=offer_for(actor(), form)),
            lambda: self._told(lambda: _armed(form)),
        )

    @page("/recovery", form=True, reaches=MARKET)
    def recovery(self) -> Answer:
        """Other recovery codes. They are on the page that answers, and on no other."""
        form = ProofForm()
        return filled_in(
            form,
            lambda: self._page("account/renew.html", form),
            lambda: self._told(lambda: renew_recovery_codes(actor(), form.current.data)),
        )

    @command("/factor/remove", needs="look", reaches=MARKET)
    def remove(self) -> Response:
        form = ProofForm()
        said = "The password alone signs you in from now on. Other devices are signed out."
        return done(url_for("account.index"), form, said, lambda: _disarmed(form))

    def _told(self, act: Callable[[], list[str]]) -> str:
        codes = act()
        rendered: str = self.render("account/recovery.html", codes=codes)
        return rendered

    def _page(self, template: str, form: FlaskForm, **more: object) -> str:
        rendered: str = self.render(template, form=form, **more)
        return rendered


def _changed(form: PasswordForm) -> Response:
    """Raises WrongPassword, Invalid. This browser is signed in anew, every other one is out."""
    identity.begin_anew(change_password(actor(), form.current.data, form.password.data))
    flash("This is your password from now on. Other devices are signed out.", "success")
    return redirect(url_for("account.index"), 303)


def _armed(form: FactorForm) -> list[str]:
    """Raises WrongPassword, OfferOver, WrongCode, NextCodeNeeded. With the app just shown this browser is in."""
    armed = set_up(
        actor(), form.current.data, form.ticket.data, form.code.data, before=form.before.data or ""
    )
    identity.begin(armed.member, second=True)
    return armed.recovery_codes


def _disarmed(form: ProofForm) -> None:
    identity.begin(remove_factor(actor(), form.current.data))
