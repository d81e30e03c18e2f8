"""Forms: one in the page of what it is about, done or refused and back to that page; one that is a page itself."""

from collections.abc import Callable
from typing import TypeVar

from flask import flash, redirect, request
from flask_wtf import FlaskForm
from werkzeug import Response

from admin.forms import blame, faults_of
from admin.once import told
from core.errors import Invalid, ShopError

A = TypeVar("A")


def done(back: str, form: FlaskForm | None, said: str, act: Callable[[], object]) -> Response:
    """Do it and say so, or say what is wrong; *back* either way. What *act* did before is said to be so."""
    if form is not None and not form.validate():
        flash(faults_of(form), "error")
        return redirect(back, 303)
    try:
        found = act()
    except ShopError as refusal:
        flash(f"{refusal.title}. {refusal}", "error")
    else:
        flash(*told(found, said))
    return redirect(back, 303)


def filled_in(form: FlaskForm, show: Callable[[], str], act: Callable[[], A]) -> A | str | tuple[str, int]:
    """Show a page that is a form; once it is sent, what *act* answers, or 422 and what is wrong beside its fields."""
    if request.method == "GET":
        return show()
    if form.validate():
        try:
            return act()
        except Invalid as refusal:
            blame(form, refusal)
    return show(), 422
