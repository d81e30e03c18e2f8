"""A command that is a form in the page of what it is about: done, or refused, and back to that page."""

from collections.abc import Callable

from flask import flash, redirect
from flask_wtf import FlaskForm
from werkzeug import Response

from admin.forms import faults_of
from admin.once import SENT_BEFORE, Done
from core.errors import ShopError


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
        before = isinstance(found, Done) and found.before
        flash(*((SENT_BEFORE, "info") if before else (said, "success")))
    return redirect(back, 303)
