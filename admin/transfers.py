from collections.abc import Mapping

from flask import flash, redirect, request, url_for
from werkzeug import Response

from admin.base import StaffView, command, page
from admin.choices import Choice, named
from admin.forms import ArrivalForm, SendForm, blame
from admin.identity import actor
from admin.once import SENT_BEFORE, once
from core.catalog.queries import variant_by_sku
from core.errors import Invalid, ShopError
from core.inventory.errors import TransferNotFound
from core.inventory.transfers import Transfer, receive_transfer, send_transfer
from core.markets.queries import location_named


class Transfers(StaffView):
    """Goods on their way from one location to another, and what was missing when they came."""

    list_template = "transfers/list.html"
    sorted_by = ("-sent_at",)
    choices = (Choice("state", "State", named("under-way", "received"), tabs=True),)

    @page("/<transfer>")
    def transfer(self, transfer: str) -> str:
        return self._page(_found(transfer), ArrivalForm(formdata=None))

    @command("/<transfer>/receive", needs="stock")
    def receive(self, transfer: str) -> Response | tuple[str, int]:
        found, form = _found(transfer), ArrivalForm()
        if not form.validate() or len(form.arrived.data) != len(found.lines):
            return self._page(found, form), 422
        skus = [line["sku"] for line in found.lines]
        arrived = {sku: int(pieces) for sku, pieces in zip(skus, form.arrived.data, strict=True)}
        try:
            missing = receive_transfer(transfer, arrived, actor=actor()).differences
        except ShopError as refusal:
            flash(f"{refusal.title}. {refusal}", "error")
        else:
            told = ", ".join(f"{n:+} {sku}" for sku, n in missing.items())
            flash(f"Received, with differences: {told}." if told else "Received as sent.", "success")
        return redirect(url_for("transfers.transfer", transfer=transfer), 303)

    @page("/send", needs="stock", form=True)
    def send(self) -> Response | str | tuple[str, int]:
        """One SKU leaves one location for another."""
        form = SendForm(sku=request.args.get("sku"), source=request.args.get("location"))
        if request.method == "GET":
            return self._form(form)
        if form.validate():
            try:
                return _sent(form)
            except Invalid as refusal:
                blame(form, refusal)
            except ShopError as refusal:
                flash(f"{refusal.title}. {refusal}", "error")
        return self._form(form), 422

    def _page(self, transfer: Transfer, form: ArrivalForm) -> str:
        rendered: str = self.render("transfers/transfer.html", transfer=transfer, form=form)
        return rendered

    def _form(self, form: SendForm) -> str:
        rendered: str = self.render("transfers/send.html", form=form)
        return rendered


def _sent(form: SendForm) -> Response:
    """Raises Invalid, OutOfStock."""
    sku, source, target = form.sku.data, form.source.data, form.target.data
    variant_by_sku(sku)
    for place in (source, target):
        location_named(place)
    done = once(form, lambda _: _leave(source, target, {sku: int(form.quantity.data)}))
    flash(*((SENT_BEFORE, "info") if done.before else (f"{done.said} is under way.", "success")))
    return redirect(url_for("transfers.transfer", transfer=done.said), 303)


def _leave(source: str, target: str, pieces: Mapping[str, int]) -> str:
    return send_transfer(source, target, pieces, actor=actor()).number


def _found(number: str) -> Transfer:
    transfer: Transfer | None = Transfer.objects(number=number).first()
    if transfer is None:
        raise TransferNotFound(number)
    return transfer
