from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from mongoengine import QuerySet
from werkzeug import Response

from admin.base import StaffView, page
from admin.choices import Choice
from admin.forms import CountForm, DeliveryForm, blame
from admin.identity import actor
from admin.once import SENT_BEFORE, once
from admin.searching import begins
from core.catalog.queries import variant_by_sku, variants_by_sku
from core.errors import Invalid, ShopError
from core.inventory.counting import count_stock
from core.inventory.models import StockItem
from core.inventory.queries import latest_moves, stock_item
from core.inventory.services import receive_delivery
from core.markets.queries import location_named, locations
from core.orders.queries import orders_by_payment

LOW = 5
MOST_MOVES = 50
LEVELS = {"low": f"Low ({LOW} or fewer)", "out": "Out of stock"}


def _of_level(level: str) -> Mapping[str, int]:
    return {"available__lte": LOW if level == "low" else 0}


class Stock(StaffView):
    """What lies where. Numbers move by receiving and selling, never by writing them."""

    list_template = "stock/list.html"
    sorted_by = ("id",)
    search_hint = "SKU"
    choices = (
        Choice("level", "Level", lambda: LEVELS, _of_level, tabs=True),
        Choice("location", "Location", lambda: {place.code: place.name for place in locations()}),
    )

    def get_query(self) -> QuerySet:
        return StockItem.objects.whole()

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By the beginning of the SKU, which the id begins with too, so that finding and sorting take one index."""
        return query.filter(begins("id", text) | begins("id", text.upper()))

    def beside(self, rows: Sequence[StockItem]) -> Mapping[str, Any]:
        return {"goods": variants_by_sku(row.sku for row in rows)}

    @page("/<sku>/<location>")
    def item(self, sku: str, location: str) -> str:
        item = stock_item(sku, location)
        rendered: str = self.render(
            "stock/item.html",
            item=item,
            goods=variants_by_sku([sku]).get(sku),
            orders=orders_by_payment(hold.hold_id for hold in item.holds),
            moves=latest_moves(sku, location, limit=MOST_MOVES),
        )
        return rendered

    @page("/<sku>/<location>/count", needs="stock", form=True)
    def count(self, sku: str, location: str) -> Response | str | tuple[str, int]:
        """Somebody has counted: what lies there is that many from now on."""
        item = stock_item(sku, location)
        form = CountForm(seen=item.available + item.held)
        if request.method == "GET":
            return self._count_form(item, form)
        if form.validate():
            try:
                return _counted(item, form)
            except Invalid as refusal:
                blame(form, refusal)
            except ShopError as refusal:
                flash(f"{refusal.title}. {refusal}", "error")
                return redirect(url_for("stock.count", sku=sku, location=location), 303)
        return self._count_form(item, form), 422

    def _count_form(self, item: StockItem, form: CountForm) -> str:
        rendered: str = self.render("stock/count.html", item=item, form=form)
        return rendered

    @page("/receive", needs="stock", form=True)
    def receive(self) -> Response | str | tuple[str, int]:
        """Goods have come in: one delivery of one SKU to one location."""
        form = DeliveryForm(sku=request.args.get("sku"), location=request.args.get("location"))
        if request.method == "GET":
            return self._form(form)
        if form.validate():
            try:
                return _received(form)
            except Invalid as refusal:
                blame(form, refusal)
        return self._form(form), 422

    def _form(self, form: DeliveryForm) -> str:
        rendered: str = self.render("stock/receive.html", form=form)
        return rendered


def _counted(item: StockItem, form: CountForm) -> Response:
    """Raises Invalid, StockMovedMeanwhile, PromisedToOthers."""
    change = count_stock(
        item.sku,
        item.location,
        seen=int(form.seen.data),
        found=int(form.found.data),
        reason=form.reason.data,
        remark=form.remark.data or "",
        actor=actor(),
    )
    flash(
        f"Counted: {change:+,} \N{MULTIPLICATION SIGN} {item.sku}." if change else "As expected.", "success"
    )
    return redirect(url_for("stock.item", sku=item.sku, location=item.location), 303)


def _received(form: DeliveryForm) -> Response:
    """Receive it. Raises Invalid, StillAtWork."""
    sku, location, pieces = form.sku.data, form.location.data, int(form.quantity.data)
    variant_by_sku(sku)
    location_named(location)
    done = once(form, lambda _: _receive(sku, location, pieces, f"delivery:{form.reference.data}"))
    flash(*((SENT_BEFORE, "info") if done.before else (done.said, "success")))
    return redirect(url_for("stock.item", sku=sku, location=location), 303)


def _receive(sku: str, location: str, pieces: int, cause: str) -> str:
    receive_delivery(sku, location, pieces, cause=cause, actor=actor())
    return f"Received {pieces} \N{MULTIPLICATION SIGN} {sku}."
