from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from mongoengine import QuerySet
from werkzeug import Response

from admin.acts import done, filled_in
from admin.base import StaffView, command, page
from admin.choices import Choice
from admin.forms import ExpectForm, MarkPaidForm, PartForm
from admin.identity import actor
from admin.once import SENT_BEFORE, once
from admin.times import today
from core import clock
from core.catalog.queries import variant_by_sku, variants_by_sku
from core.inventory.incoming import (
    ExpectedDelivery,
    close_delivery,
    delivery_named,
    expect_delivery,
    receive_part,
)
from core.markets.queries import location_named

STATES = {"open": "To come", "overdue": "Overdue", "closed": "Over"}


def _of_state(state: str) -> Mapping[str, object]:
    return {"state": "open", "due_at__lt": today()} if state == "overdue" else {"state": state}


class Deliveries(StaffView):
    """What suppliers have promised, the first ones first; received in parts, as they come."""

    list_template = "deliveries/list.html"
    sorted_by = ("-state", "due_at")
    search_hint = "SKU"
    choices = (Choice("state", "State", lambda: STATES, _of_state, tabs=True),)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        return query.filter(sku__in=[text, text.upper()])

    def beside(self, rows: Sequence[ExpectedDelivery]) -> Mapping[str, Any]:
        return {"goods": variants_by_sku(row.sku for row in rows), "today": today()}

    @page("/<delivery>")
    def delivery(self, delivery: str) -> str:
        known = delivery_named(delivery)
        rendered: str = self.render(
            "deliveries/delivery.html",
            delivery=known,
            goods=variants_by_sku([known.sku]).get(known.sku),
            today=today(),
            part_form=PartForm(formdata=None, seen=known.received, quantity=str(known.missing)),
            close_form=MarkPaidForm(formdata=None),
        )
        return rendered

    @command("/<delivery>/receive", needs="stock")
    def receive(self, delivery: str) -> Response:
        form = PartForm()
        return done(
            url_for("deliveries.delivery", delivery=delivery),
            form,
            "It lies there now, and can be sold.",
            lambda: once(form, lambda _: _receive(delivery, form)),
        )

    @command("/<delivery>/close", needs="stock")
    def close(self, delivery: str) -> Response:
        return done(
            url_for("deliveries.delivery", delivery=delivery),
            None,
            "No more of it is expected.",
            lambda: close_delivery(delivery, actor=actor()),
        )

    @page("/expect", needs="stock", form=True)
    def expect(self) -> Response | str | tuple[str, int]:
        """A supplier has promised goods for a day. Nothing of them can be sold before they are there."""
        form = ExpectForm(sku=request.args.get("sku"), location=request.args.get("location"))
        return filled_in(form, lambda: self._form(form), lambda: _expected(form))

    def _form(self, form: ExpectForm) -> str:
        rendered: str = self.render("deliveries/expect.html", form=form)
        return rendered


def _receive(number: str, form: PartForm) -> str:
    pieces, seen = int(form.quantity.data), int(form.seen.data)
    return str(receive_part(number, pieces, seen=seen, actor=actor()).number)


def _expected(form: ExpectForm) -> Response:
    """Raises Invalid, StillAtWork."""
    variant_by_sku(form.sku.data)
    location_named(form.location.data)
    note = once(form, lambda _: _promise(form))
    flash(*((SENT_BEFORE, "info") if note.before else (f"{note.said} is expected.", "success")))
    return redirect(url_for("deliveries.delivery", delivery=note.said), 303)


def _promise(form: ExpectForm) -> str:
    assert form.due.data, "it is asked for"
    delivery = expect_delivery(
        form.sku.data,
        form.location.data,
        int(form.quantity.data),
        due_at=clock.begins(form.due.data),
        reference=form.reference.data,
        actor=actor(),
    )
    return str(delivery.number)
