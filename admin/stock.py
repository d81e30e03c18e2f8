from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from mongoengine import QuerySet
from werkzeug import Response

from admin.acts import done, filled_in
from admin.base import StaffView, command, page
from admin.choices import Choice
from admin.forms import AheadForm, CountForm, DeliveryForm, SpreadForm, WatchForm
from admin.identity import actor
from admin.once import SENT_BEFORE, once
from admin.reach import MARKET, SHOP
from admin.searching import address_of, begins
from admin.times import day_of
from core import clock
from core.catalog.queries import variant_by_sku, variants_by_sku
from core.errors import Invalid, ShopError
from core.inventory.ahead import sell_ahead
from core.inventory.counting import count_stock
from core.inventory.incoming import deliveries_of
from core.inventory.levels import low_at, watch_level, watched_short
from core.inventory.models import KINDS_AHEAD, StockItem
from core.inventory.queries import latest_moves, room_of, stock_item
from core.inventory.services import receive_delivery
from core.inventory.spreading import spread_item
from core.inventory.standing import Standing, standings
from core.markets.queries import location_named, locations
from core.orders.queries import orders_by_payment

LOW = 5
MOST_MOVES = 50
MOST_EXPECTED = 20
MOST_SHORT = 500
LEVELS = {"watched": "Below its level", "low": f"Low ({LOW} or fewer)", "out": "Out of stock"}


def _of_level(level: str) -> Mapping[str, object]:
    if level == "watched":
        return {"sku__in": watched_short(MOST_SHORT)}
    return {"available__lte": LOW if level == "low" else 0}


class Stock(StaffView):
    """What lies where. Numbers move by receiving and selling, never by writing them."""

    list_template = "stock/list.html"
    sorted_by = ("id",)
    search_hint = "SKU"
    reaches = MARKET
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
        skus = [row.sku for row in rows]
        return {"goods": variants_by_sku(skus), "standing": standings(skus)}

    @page("/<sku>/<location>", reaches=SHOP)
    def item(self, sku: str, location: str) -> str:
        item, low = stock_item(sku, location), low_at(sku)
        rendered: str = self.render(
            "stock/item.html",
            item=item,
            goods=variants_by_sku([sku]).get(sku),
            orders=orders_by_payment(hold.hold_id for hold in item.holds),
            moves=latest_moves(sku, location, limit=MOST_MOVES),
            standing=standings([sku]).get((sku, location), Standing()),
            room=room_of(sku),
            expected=deliveries_of(sku, MOST_EXPECTED),
            low_at=low,
            watch_form=WatchForm(formdata=None, low_at=str(low)),
            spread_form=SpreadForm(formdata=None, buckets=str(item.buckets)),
        )
        return rendered

    @command("/<sku>/<location>/watch", needs="stock")
    def watch(self, sku: str, location: str) -> Response:
        form = WatchForm()
        return done(
            url_for("stock.item", sku=sku, location=location),
            form,
            "It is told once when so few are left, all locations together.",
            lambda: _watch(sku, location, int(form.low_at.data)),
        )

    @command("/<sku>/<location>/spread", needs="stock")
    def spread(self, sku: str, location: str) -> Response:
        form = SpreadForm()
        return done(
            url_for("stock.item", sku=sku, location=location),
            form,
            "What lies there is shared out, while it is sold.",
            lambda: spread_item(sku, location, int(form.buckets.data), actor=actor()),
        )

    @page("/ahead", needs="stock", form=True, reaches=SHOP)
    def ahead(self) -> Response | str | tuple[str, int]:
        """So many may be bought before they are there; of goods that have never been anywhere, too."""
        form = AheadForm(**_promised(request.args.get("sku")))
        return filled_in(form, lambda: self._ahead_form(form), lambda: _sold_ahead(form))

    def _ahead_form(self, form: AheadForm) -> str:
        rendered: str = self.render("stock/ahead.html", form=form)
        return rendered

    @page("/<sku>/<location>/count", needs="stock", form=True, reaches=SHOP)
    def count(self, sku: str, location: str) -> Response | str | tuple[str, int]:
        """Somebody has counted: what lies there is that many from now on."""
        item = stock_item(sku, location)
        form = CountForm(seen=item.available + item.held)
        return filled_in(form, lambda: self._count_form(item, form), lambda: _counted_or_moved(item, form))

    def _count_form(self, item: StockItem, form: CountForm) -> str:
        rendered: str = self.render("stock/count.html", item=item, form=form)
        return rendered

    @page("/receive", needs="stock", form=True, reaches=SHOP)
    def receive(self) -> Response | str | tuple[str, int]:
        """Goods have come in: one delivery of one SKU to one location."""
        form = DeliveryForm(sku=request.args.get("sku"), location=request.args.get("location"))
        return filled_in(form, lambda: self._form(form), lambda: _received(form))

    def _form(self, form: DeliveryForm) -> str:
        rendered: str = self.render("stock/receive.html", form=form)
        return rendered


def _counted_or_moved(item: StockItem, form: CountForm) -> Response:
    """Count it, or have it looked at anew where that cannot be as it stands. Raises Invalid."""
    try:
        return _counted(item, form)
    except Invalid:
        raise
    except ShopError as refusal:
        flash(f"{refusal.title}. {refusal}", "error")
        return redirect(url_for("stock.count", sku=item.sku, location=item.location), 303)


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


def _watch(sku: str, location: str, pieces: int) -> None:
    """Raises StockItemNotFound, Invalid."""
    watch_level(stock_item(sku, location).sku, pieces, actor=actor())


def _promised(sku: str | None) -> Mapping[str, Any]:
    """What is said of it now, for the form to begin with."""
    room = room_of(sku) if sku else None
    if room is None or room.promise is None:
        return {"sku": sku, "kind": KINDS_AHEAD[0]}
    promise = room.promise
    return {
        "sku": sku,
        "kind": promise.kind,
        "limit": str(promise.limit),
        "ships_from": day_of(promise.ships_from),
    }


def _sold_ahead(form: AheadForm) -> Response:
    """Raises Invalid."""
    sku, day = form.sku.data, form.ships_from.data
    variant_by_sku(sku)
    limit = int(form.limit.data)
    sell_ahead(sku, limit, kind=form.kind.data, ships_from=clock.begins(day) if day else None, actor=actor())
    told = f"At most {limit:,} \N{MULTIPLICATION SIGN} {sku} are sold ahead."
    flash(told if limit else f"None of {sku} is sold ahead any more.", "success")
    return redirect(address_of("stock", sku), 303)
