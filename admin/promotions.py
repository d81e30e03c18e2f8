from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, request, url_for
from mongoengine import Q, QuerySet
from werkzeug import Response

from admin.base import StaffView, command
from admin.choices import Choice
from admin.identity import actor
from admin.reach import MARKET, my_markets
from admin.searching import begins
from core import clock
from core.markets.queries import known_markets
from core.money import Money
from core.promotions.codes import folded
from core.promotions.models import Promotion
from core.promotions.queries import as_record, promotion_named
from core.promotions.rules import Rule, rule_of
from core.promotions.services import switch
from core.promotions.uses import uses_of

STATES = {"on": "On", "off": "Off"}
GIVES = {
    "percent_off": "{} off",
    "amount_off": "{} off",
    "amount_off_each": "{} off each",
    "fixed_price": "{} each",
    "delivery_percent_off": "Delivery {} off",
    "delivery_amount_off": "Delivery {} off",
}


class Promotions(StaffView):
    """Prices that are lower under conditions, those first that come first. They are put from a file."""

    list_template = "promotions/list.html"
    sorted_by = ("-priority", "id")
    search_hint = "Id or code"
    reaches = MARKET
    choices = (Choice("state", "State", lambda: STATES, lambda value: {"enabled": value == "on"}, tabs=True),)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By the beginning of its id, or by a whole code."""
        return query.filter(Q(codes=folded(text)) | begins("id", text.lower()))

    def beside(self, rows: Sequence[Promotion]) -> Mapping[str, Any]:
        rules = {row.id: rule_of(as_record(row)) for row in rows}
        return {
            "rules": rules,
            "uses": uses_of(rules),
            "gives": gives,
            "standing": standing,
            "is_mine_alone": is_mine_alone,
        }

    def of_mine(self, query: QuerySet) -> QuerySet:
        """Those that apply in one of these markets, be it in others too."""
        return query.filter(Q(markets__in=list(my_markets() or ())) | Q(markets=[]))

    @command("/switch", needs="catalogue", reaches=MARKET)
    def switch(self) -> Response:
        name, on = request.form.get("promotion", ""), request.form.get("state") == "on"
        if not is_mine_alone(promotion_named(name)):
            abort(403)
        switch(name, on=on, actor=actor())
        flash(f"{name} applies from now on." if on else f"{name} applies no more.", "success")
        return redirect(url_for("promotions.index_view"), 303)


def is_mine_alone(promotion: Promotion) -> bool:
    """Whether it applies nowhere but in the markets of whoever is signed in."""
    mine = my_markets()
    return mine is None or (bool(promotion.markets) and set(promotion.markets) <= set(mine))


def standing(rule: Rule) -> str:
    """Whether it applies now, in a word."""
    now = clock.now()
    if not rule.enabled:
        return "off"
    if now < rule.begins:
        return "ahead"
    return "on" if now < rule.ends else "over"


def gives(promotion: Promotion) -> str:
    """What it gives, in the fewest words."""
    ((kind, said),) = promotion.gives.items()
    if kind == "buy_get":
        return f"Buy {said['buy']}, get {said['get']} for {_percent(said['percent_off'])} less"
    if kind == "tiers":
        return f"{len(said)} steps"
    return GIVES[kind].format(_percent(said) if isinstance(said, int) else _amounts(said))


def _percent(basis_points: int) -> str:
    return f"{basis_points / 100:g} %"


def _amounts(by_market: Mapping[str, int]) -> str:
    known = known_markets()
    return ", ".join(
        Money(minor, known[market].currency).words(known[market].locales[0]) if market in known else market
        for market, minor in by_market.items()
    )
