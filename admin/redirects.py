from flask import flash, redirect, request, url_for
from mongoengine import QuerySet
from werkzeug import Response

from admin.base import StaffView, command, page
from admin.choices import Choice
from admin.forms import PERMANENT, RedirectForm, blame
from admin.identity import actor
from admin.searching import begins
from core.errors import Invalid
from core.redirects.models import SLUG_CHANGED, STAFF
from core.redirects.services import put_redirect, remove_redirect

REASONS = {SLUG_CHANGED: "Moved with its product", STAFF: "Put by staff"}


class Redirects(StaffView):
    """Old addresses and where they lead."""

    list_template = "redirects/list.html"
    sorted_by = ("id",)
    search_hint = "Old address"
    choices = (Choice("reason", "Reason", lambda: REASONS),)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By the beginning of the old address, which is the id."""
        return query.filter(begins("id", text if text.startswith("/") else f"/{text}"))

    @page("/new", needs="content", form=True)
    def new(self) -> Response | str | tuple[str, int]:
        """Have an address lead to another one; an address that leads somewhere already leads there from now on."""
        form = RedirectForm(source=request.args.get("source"), target=request.args.get("target"))
        if request.method == "GET":
            return self._form(form)
        if form.validate():
            try:
                put_redirect(form.source.data, form.target.data, form.kind.data == PERMANENT, actor())
            except Invalid as refusal:
                blame(form, refusal)
            else:
                flash("The redirect is in place.", "success")
                return redirect(url_for("redirects.index_view"), 303)
        return self._form(form), 422

    def _form(self, form: RedirectForm) -> str:
        rendered: str = self.render("redirects/new.html", form=form)
        return rendered

    @command("/remove", needs="content")
    def remove(self) -> Response:
        source = request.form.get("source", "")
        remove_redirect(source, actor())
        flash("The address leads nowhere any more.", "success")
        return redirect(url_for("redirects.index_view"), 303)
