"""What a query string asks of a list: `f.Colour=Sand&f.Colour=Blue&priceMax=5000&sort=price&after=…`."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from flask import request
from marshmallow import EXCLUDE, fields, validate

from bff.schemas import Cursor, MarketQuery
from core.catalog.search import LONGEST_QUERY
from core.errors import Invalid
from core.listing.asked import Asked
from core.listing.errors import TooManyFilters
from core.money import MOST_MINOR

FACET = "f."
MOST_FACETS, MOST_VALUES = 8, 50
"""In one request: each facet in use is counted among what fits all the others."""
LONGEST_QUERY_STRING = 2_000
FACETS = {
    "in": "query",
    "name": "facets",
    "style": "form",
    "explode": True,
    "description": "`f.` and the name of a facet of the answer: `f.Colour=Sand&f.Colour=Blue&f.Size=L`. "
    "Values of one facet are alternatives; facets narrow each other.",
    "schema": {
        "type": "object",
        "patternProperties": {"^f\\..+": {"type": "array", "items": {"type": "string"}}},
        "example": {"f.Colour": ["Sand", "Blue"]},
    },
}


def _price(which: str) -> fields.Integer:
    return fields.Integer(
        load_default=None,
        validate=validate.Range(min=0, max=MOST_MINOR),
        metadata={"description": f"{which} price, in minor units of the market's currency."},
    )


class ListQuery(MarketQuery):
    class Meta:
        unknown = EXCLUDE

    sort = fields.String(
        load_default=None,
        validate=validate.Length(max=30),
        metadata={"description": "One of `data.sort.options`.", "example": "price"},
    )
    after = Cursor(longest=600, of="`data.paging.next` of an answer with the same filters and order.")
    price_min = _price("The lowest")
    price_max = _price("The highest")


class SearchQuery(ListQuery):
    q = fields.String(
        load_default="",
        validate=validate.Length(max=LONGEST_QUERY),
        metadata={"description": "Left out or empty: everything."},
    )


class SuggestQuery(MarketQuery):
    class Meta:
        unknown = EXCLUDE

    q = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_QUERY))


def asked_of(query: dict[str, Any]) -> Asked:
    """What this request asks of its list. Raises Invalid and TooManyFilters for more than anybody can mean."""
    if len(request.query_string) > LONGEST_QUERY_STRING:
        raise Invalid(f"A query string has at most {LONGEST_QUERY_STRING} characters.", field="(query)")
    chosen: dict[str, set[str]] = defaultdict(set)
    for name, value in request.args.items(multi=True):
        if name.startswith(FACET) and len(name) > len(FACET) and value:
            chosen[name.removeprefix(FACET)].add(value)
    _check_bounds(chosen)
    return Asked(
        filters={name: frozenset(values) for name, values in chosen.items()},
        price_min=query["price_min"],
        price_max=query["price_max"],
        sort=query["sort"],
        after=query.get("after"),
    )


def _check_bounds(chosen: Mapping[str, set[str]]) -> None:
    """The first facet too many is named, or the one with the most values."""
    if len(chosen) > MOST_FACETS:
        name = list(chosen)[MOST_FACETS]
        raise TooManyFilters(f"A list is narrowed by at most {MOST_FACETS} facets.", field=f"{FACET}{name}")
    if sum(map(len, chosen.values())) > MOST_VALUES:
        name = max(chosen, key=lambda name: len(chosen[name]))
        raise TooManyFilters(f"A list is narrowed by at most {MOST_VALUES} values.", field=f"{FACET}{name}")
