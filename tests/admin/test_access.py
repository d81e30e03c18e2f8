"""Who gets where. Every page and every command of the console is walked, by everybody."""

from typing import Any

import pytest
from flask import Flask, url_for
from flask_admin import expose

from admin.base import StaffView
from admin.identity import PUBLIC, UNASKED
from core.audit.models import AuditRecord
from core.db import client
from core.migrations.documents import DOCUMENTS
from core.orders.models import Order
from core.settings import settings
from core.staff.models import MAY, ROLES
from tests.admin.browser import Browser, seen, token_in
from tests.admin.conftest import Seat, seated
from tests.admin.furnished import Furniture, commands, pages

NEEDS = {
    "orders.mark_paid": "payments",
    "orders.ship": "orders",
    "orders.cancel": "orders",
    "orders.edit": "orders",
    "orders.refund": "payments",
    "orders.delivered": "orders",
    "orders.move_return": "orders",
    "orders.inspect": "payments",
    "orders.address": "orders",
    "orders.difference_came": "payments",
    "orders.charge_difference": "payments",
    "orders.take": "payments",
    "orders.take_again": "payments",
    "refunds.given": "payments",
    "refunds.again": "payments",
    "refunds.dropped": "payments",
    "differences.settled": "payments",
    "set_aside.closed": "payments",
    "customers.terms": "payments",
    "customers.credit": "payments",
    "customers.sessions": "customers",
    "customers.disable": "customers",
    "customers.enable": "customers",
    "stock.receive": "stock",
    "stock.ahead": "stock",
    "stock.watch": "stock",
    "stock.spread": "stock",
    "deliveries.expect": "stock",
    "deliveries.receive": "stock",
    "deliveries.close": "stock",
    "stock.count": "stock",
    "transfers.send": "stock",
    "transfers.receive": "stock",
    "content.sync": "content",
    "products.rename": "catalogue",
    "redirects.new": "content",
    "redirects.remove": "content",
    "promotions.switch": "catalogue",
    "gift_cards.issue": "payments",
    "gift_cards.replace": "payments",
    "approvals.approved": "orders",
    "approvals.declined": "orders",
    "approvals.withdrawn": "orders",
    "approvals.code": "payments",
    "content.compare": "content",
    "content.preview": "content",
    "outbox.ring": "messages",
    "purges.again": "messages",
    "keys.index_view": "keys",
    "keys.issue": "keys",
    "keys.rotate": "keys",
    "keys.end": "keys",
}
"""What each command takes. A new command is not tested before it has its line here."""

FIELDS = {
    "orders.difference_came": {"seen": "0"},
    "orders.charge_difference": {"seen": "0"},
    "orders.ship": {"carrier": "UPS"},
    "orders.cancel": {"reason": "Because."},
    "orders.address": {
        "name": "Ada",
        "line1": "1 Main",
        "city": "Reno",
        "region": "NV",
        "postal_code": "89501",
        "reason": "Moved.",
    },
    "customers.terms": {"group": "trade", "reason": "A dealer."},
    **{f"customers.{what}": {"reason": "They rang."} for what in ("sessions", "disable", "enable")},
    "customers.credit": {"amount": "5.00", "currency": "USD", "reason": "Late parcel."},
    "stock.receive": {"sku": "MUG-SAND", "location": "reno", "quantity": "1", "reference": "DN-1"},
    "stock.ahead": {"sku": "MUG-SAND", "kind": "pre-order", "limit": "9", "ships_from": "2026-12-24"},
    "stock.watch": {"low_at": "5"},
    "stock.spread": {"buckets": "2"},
    "deliveries.expect": {
        "sku": "MUG-SAND",
        "location": "reno",
        "quantity": "9",
        "due": "2026-12-24",
        "reference": "PO-1",
    },
    "deliveries.receive": {"seen": "0", "quantity": "1"},
    "stock.count": {"seen": "19", "found": "18", "reason": "counted", "remark": ""},
    "transfers.send": {"sku": "MUG-SAND", "source": "reno", "target": "rotterdam", "quantity": "1"},
    "transfers.receive": {"arrived-0": "1"},
    "products.rename": {"address": "stone-mug", "locale": ""},
    "redirects.new": {"source": "/old-cup", "target": "/product/mug-sand", "kind": "permanent"},
    "redirects.remove": {"source": "/old-mug"},
    "promotions.switch": {"promotion": "ten-off", "state": "off"},
    "gift_cards.issue": {"amount": "25.00", "currency": "USD", "reason": "For a prize."},
    "gift_cards.replace": {"reason": "Nobody has seen its code."},
    "approvals.approved": {"code": "123456"},
    "approvals.declined": {"reason": "Too much."},
    "keys.issue": {"name": "price-import", "scopes": "catalog:write", "days": "30"},
    "keys.rotate": {"hours": "24", "days": "30"},
}
SHOWN_ONCE = {"gift_cards.issue", "gift_cards.replace", "keys.issue", "keys.rotate"}
"""What they answer is on that page and on no other."""
LAST = {"keys.end"}
"""Nothing else can be done to what they are done to."""
OPEN = {"sign_in.form", "sign_in.enter", "health.live", "health.ready"}


def is_their_own(endpoint: str) -> bool:
    """How somebody signs in is theirs, whatever their role (`test_sign_in.py`, `test_account.py`)."""
    return endpoint.startswith(("sign_in.", "account."))


def _everything() -> dict[str, list[Any]]:
    """The whole database, but for what a session reads."""
    found = client().get_default_database(settings().mongodb_database)
    names = [document._get_collection_name() for document in DOCUMENTS]
    return {name: list(found[name].find().sort("_id")) for name in names}


def test_nothing_is_open_to_strangers_but_the_way_in(
    app: Flask, browser: Browser, furniture: Furniture
) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} & (PUBLIC | UNASKED) == OPEN | {
        "static",
        "admin.static",
    }
    for rule in [*pages(app), *commands(app)]:
        if rule.endpoint in OPEN:
            continue
        for method in {"GET", "POST", "HEAD"} & (rule.methods or set()):
            answer = browser.client.open(furniture.address(rule), method=method)
            assert answer.status_code == 303, rule
            assert answer.headers["Location"].startswith("/sign-in")
            assert "ada@example.com" not in answer.text


def test_no_address_has_two_slashes_in_a_row(app: Flask) -> None:
    """Two of them at the beginning name another host to a browser (RFC 3986, 4.2)."""
    every = {str(rule) for rule in app.url_map.iter_rules()}
    with app.test_request_context():
        assert url_for("set_aside.index_view") == "/set-aside/"
    assert {address for address in every if "//" in address} == set()
    assert {address for address in every if not address.startswith("/")} == set()


def test_strangers_are_not_told_which_addresses_there_are(browser: Browser) -> None:
    assert browser.get("/no-such-page").headers["Location"].startswith("/sign-in")
    assert browser.client.post("/orders/new/").status_code == 303


@pytest.mark.parametrize("role", ROLES)
def test_every_role_sees_every_page_but_the_forms_of_others(
    role: str, app: Flask, seat: Seat, furniture: Furniture
) -> None:
    browser = seat(role)
    for rule in pages(app):
        wanted = NEEDS.get(rule.endpoint, "look")
        allowed = wanted in MAY[role]
        expected = 303 if rule.endpoint.startswith("sign_in.") else 200 if allowed else 403
        assert browser.get(furniture.address(rule)).status_code == expected, rule


@pytest.mark.parametrize("role", ROLES)
def test_a_command_takes_the_role_for_it(role: str, app: Flask, seat: Seat, furniture: Furniture) -> None:
    browser = seat(role)
    for rule in sorted(commands(app), key=lambda rule: rule.endpoint in LAST):
        if is_their_own(rule.endpoint):
            continue
        before = _everything()
        answer = browser.send(furniture.address(rule), **FIELDS.get(rule.endpoint, {}))
        if NEEDS[rule.endpoint] in MAY[role]:
            assert answer.status_code == (200 if rule.endpoint in SHOWN_ONCE else 303), rule
        else:
            assert answer.status_code == 403, rule
            assert _everything() == before


@pytest.mark.parametrize("role", ROLES)
def test_no_page_offers_a_form_that_its_reader_may_not_send(
    role: str, app: Flask, seat: Seat, furniture: Furniture
) -> None:
    browser = seat(role)
    closed = {
        furniture.address(rule)
        for rule in commands(app)
        if rule.endpoint in NEEDS and NEEDS[rule.endpoint] not in MAY[role]
    }
    for rule in pages(app):
        answer = browser.get(furniture.address(rule))
        if answer.status_code == 200:
            page = seen(answer)
            offered = {path.split("?")[0] for path in (*page.forms(), *page.links())}
            assert not closed & offered, rule


def test_every_page_has_the_way_out(app: Flask, owner: Browser, furniture: Furniture) -> None:
    answers = {rule.endpoint: owner.get(furniture.address(rule)) for rule in pages(app)}
    shown = {
        endpoint: seen(answer)
        for endpoint, answer in answers.items()
        if answer.status_code == 200 and answer.mimetype == "text/html"
    }
    assert len(shown) > 20
    assert [
        endpoint
        for endpoint, page in shown.items()
        if ("form", "/sign-out") not in {(tag, facts.get("action")) for tag, facts in page.tags}
    ] == []


def test_reading_changes_nothing(app: Flask, owner: Browser, furniture: Furniture) -> None:
    before = _everything()
    for rule in pages(app):
        owner.get(furniture.address(rule))
    for rule in commands(app):
        answer = owner.get(furniture.address(rule))
        assert answer.status_code in (200, 303, 405), rule
    assert _everything() == before


@pytest.mark.parametrize("token", [None, "", "not-a-token"])
def test_a_form_without_the_sessions_token_is_refused(
    token: str | None, app: Flask, owner: Browser, furniture: Furniture
) -> None:
    before = _everything()
    for rule in commands(app):
        given = FIELDS.get(rule.endpoint, {}) | ({} if token is None else {"csrf_token": token})
        assert owner.client.post(furniture.address(rule), data=given).status_code == 400, rule
    assert _everything() == before


def test_a_form_with_the_token_of_another_session_is_refused(
    app: Flask, owner: Browser, seat: Seat, furniture: Furniture
) -> None:
    foreign = token_in(seat("catalogue").get("/").text)
    before = _everything()
    for rule in commands(app):
        given = {**FIELDS.get(rule.endpoint, {}), "csrf_token": foreign}
        assert owner.client.post(furniture.address(rule), data=given).status_code == 400, rule
    assert _everything() == before


@pytest.mark.parametrize(
    "path",
    [
        *("new/", "edit/?id={id}", "delete/", "action/", "details/?id={id}", "export/csv/", "export/json/"),
        *("ajax/update/", "ajax/lookup/?name=x&query=y", "api/file/?id={id}&coll=orders&db=default"),
    ],
)
def test_documents_have_no_forms_no_export_and_no_files(
    path: str, owner: Browser, furniture: Furniture
) -> None:
    before = _everything()
    wanted = path.format(id=Order.objects.get().id)
    goods = ("orders", "stock", "products", "customers", "content", "redirects", "promotions", "gift_cards")
    money = ("approvals", "refunds", "disputes", "differences", "set-aside", "returns")
    lists = (*goods, *money, "transfers", "deliveries", "outbox", "inbox", "mails", "audit")
    for endpoint in lists:
        assert owner.get(f"/{endpoint}/{wanted}").status_code == 404, endpoint
        sent = owner.send(f"/{endpoint}/{wanted}", id=str(Order.objects.get().id), action="delete", rowid="1")
        assert sent.status_code == 404, endpoint
    assert _everything() == before


def test_the_documents_of_a_view_cannot_be_written_even_by_its_own_methods(app: Flask) -> None:
    views = [view for view in app.extensions["admin"][0]._views if isinstance(view, StaffView)]
    assert views
    for view in views:
        for write in (view.create_model, view.update_model, view.delete_model):
            with pytest.raises(NotImplementedError, match="service of core"):
                write(None, None)


def test_a_command_that_does_not_say_what_it_takes_is_refused(own_app: Flask) -> None:
    class Careless(StaffView):
        @expose("/do", methods=("POST",))  # type: ignore[untyped-decorator]  # Flask-Admin has no types
        def do(self) -> str:
            return "done"

    own_app.extensions["admin"][0].add_view(Careless(AuditRecord, endpoint="careless"))
    assert seated(own_app, "owner").send("/careless/do").status_code == 403


def test_the_menu_leads_only_where_there_is_something(owner: Browser) -> None:
    shown = owner.see("/").links()
    for path in ("/orders/", "/stock/", "/products/", "/customers/", "/content/", "/outbox/", "/audit/"):
        assert path in shown
