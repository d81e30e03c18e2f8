"""No list and no search reads a collection from end to end, however large the shop grows."""

from collections.abc import Iterator
from typing import Any

from flask import Flask
from mongoengine import QuerySet

from admin.base import StaffView
from core.bootstrap import Shop
from core.redirects.services import put_redirect
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.furnished import Furniture
from tests.wire import Wire


def _views(app: Flask) -> list[StaffView]:
    return [view for view in app.extensions["admin"][0]._views if isinstance(view, StaffView)]


def _scans(query: QuerySet) -> Iterator[dict[str, Any]]:
    """The stages of the plan that read documents or an index."""
    waiting = [query.limit(51).explain()["queryPlanner"]["winningPlan"]]
    while waiting:
        stage = waiting.pop()
        waiting += [stage["inputStage"]] if "inputStage" in stage else stage.get("inputStages", [])
        if stage["stage"].endswith("SCAN"):
            yield stage


def test_every_list_is_read_in_the_order_of_an_index(app: Flask, furniture: Furniture) -> None:
    for view in _views(app):
        scans = list(_scans(view.get_query().order_by(*view.sorted_by)))
        assert scans
        assert all(scan["stage"] == "IXSCAN" for scan in scans), view


def test_every_search_reads_a_part_of_an_index(app: Flask, furniture: Furniture) -> None:
    with app.test_request_context():
        for view in (view for view in _views(app) if view.search_hint):
            for scan in _scans(view.searched(view.get_query(), "quay")):
                assert scan["stage"] == "IXSCAN", view
                first = next(iter(scan["indexBounds"].values()))
                assert first != ["[MinKey, MaxKey]"], (view, scan)
                assert '["", {})' not in first, (view, scan)


def test_a_longer_list_is_read_with_no_more_questions(shop: Shop, owner: Browser, wire: Wire) -> None:
    def questions(path: str) -> int:
        owner.see(path)
        with wire.recorded() as asked:
            owner.see(path)
        return len(asked)

    paths = ("/", "/orders/", "/stock/", "/products/", "/content/", "/redirects/", "/audit/")
    _grow(shop, "mug-one")
    few = {path: questions(path) for path in paths}
    for name in ("mug-two", "mug-three", "mug-four"):
        _grow(shop, name)
    assert {path: questions(path) for path in paths} == few


def _grow(shop: Shop, name: str) -> None:
    """One product more, with a picture, stock and an order."""
    a.markets()
    a.goods(name.upper(), available=3, slug=name)
    a.mirrored(a.entry("product", name, title=name, images=[a.link(name, "Asset")]), a.asset(name))
    put_redirect(f"/old/{name}", f"/product/{name}", True, a.STAFF)
    a.placed_order(shop, {name.upper(): 1})
