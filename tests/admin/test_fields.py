"""`docs/fields.md` has what every page of the console shows to whom, and what every command takes from whom."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask import Flask, request
from jinja2 import nodes
from mongoengine import Document
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import Rule

from admin.reach import MARKET, SHOP
from core import clock
from core.approvals.wishes import Refund
from core.bootstrap import Shop
from core.customers.services import add_address
from core.inventory.ahead import sell_ahead
from core.inventory.levels import watch_level
from core.mail.models import SentMail
from core.orders.models import Order
from core.payments.models import Payment, PaymentState
from core.privacy.levels import OF_STAFF, PERSONAL, SECRET, Level, level_of
from core.returns.models import Return
from core.staff.models import MAY, ROLES, StaffMember
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.conftest import Seat, seated
from tests.admin.furnished import Furniture, asked_for, commands, inner
from tests.admin.test_access import FIELDS, LAST, is_their_own
from tests.fakes import FakeQueue, FakeSource
from tests.tables import rows_under

PAGE = "fields.md"
TEMPLATES = Path(__file__).parents[2] / "templates" / "admin"
OF_THE_READER = {(StaffMember, "email"), (StaffMember, "role")}
"""At the foot of each page."""
OF_EVERY_FORM = {"csrf_token", "key"}
FILLED_IN: dict[str, dict[str, str]] = {
    **FIELDS,
    "orders.edit": {"reason": "They asked.", "pieces-0": "1", "sku": "MUG-SAND"},
    "orders.inspect": {"restock-MUG-SAND": "0", "sku": "MUG-SAND"},
    "orders.refund": {"reason": "A scratch."},
}
"""So that all of a command's fields are looked at."""
NUMBERED = re.compile(r"-([0-9]+|[A-Z-]+)$")
"""A field that there is for each line, by its place or its SKU."""
OF_NO_THING = frozenset(
    """
    admin again answer any args arrived asked asked_for badge before by_whom captures_card choices code
    collect csrf_token data days delay disputes_card documents edit empty errors field first flags format
    found from from_quantity get get_children get_url groups hint hours index index0 is_accessible is_active
    is_category is_visible items key label last low_at menu narrowed_url offered orders_table parcel partition
    password payment_card picture pieces recovery refund refunds_card required scan search_hint seen sent size
    startswith take text thing tick ticket told total_seconds value values way_out
    """.split()  # noqa: SIM905  # ninety lines of one word each are no better
)
"""What templates ask of forms, views, macros, mappings and texts, and of nothing that the shop keeps."""
Seen = dict[str, set[tuple[type, str]]]


class Noted(ImmutableMultiDict[str, str]):
    """What was sent; notes which fields are looked at."""

    asked: ClassVar[defaultdict[str, set[str]]] = defaultdict(set)

    def __contains__(self, name: object) -> bool:
        self.asked[str(request.endpoint)].add(str(name))
        return super().__contains__(name)

    def __getitem__(self, name: str) -> str:
        self.asked[str(request.endpoint)].add(name)
        return super().__getitem__(name)


@contextmanager
def noting_reads(app: Flask) -> Iterator[Seen]:
    """Which attributes of the shop's own things each page's template asks for."""
    asked: Seen = defaultdict(set)
    plain: Callable[[Any, str], Any] = app.jinja_env.getattr

    def noted(thing: Any, name: str) -> Any:
        if type(thing).__module__.startswith("core."):
            asked[str(request.endpoint)].add((type(thing), name))
        return plain(thing, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.jinja_env, "getattr", noted)
        yield asked


def shown_to(browser: Browser, app: Flask, addresses: dict[str, list[str]]) -> Seen:
    """By page, what it shows to them; pages that are closed to them are left out."""
    with noting_reads(app) as asked:
        answers = [(page, browser.get(one)) for page, several in addresses.items() for one in several]
    return {page: asked[page] - OF_THE_READER for page, answer in answers if answer.status_code == 200}


@pytest.fixture
def addresses(
    app: Flask, shop: Shop, source: FakeSource, queue: FakeQueue, owner: Browser, furniture: Furniture
) -> dict[str, list[str]]:
    """Every page, where it has all that it may show; some only now and then."""
    a.goods("MUG-INK", available=5)
    returning = a.returning_order(shop, {"MUG-INK": 1})
    sent_back = (
        f"/orders/{returning.number}/returns/{Return.objects.get(order_number=returning.number).number}"
    )
    owner.send(f"{sent_back}/receive", **{"received-MUG-INK": "1"})
    owner.send(f"{sent_back}/inspect", **{"restock-MUG-INK": "1"})
    source.publish(a.entry("page", "about", title="About us", items=[a.link("page-gone")]))
    a.synced(source)
    owner.send("/content/compare")
    a.drain(queue)
    declined = asked_for(Refund(furniture.order, "Once more.", minor=500), name="declined")
    owner.send(f"/approvals/{declined}/declined", reason="Enough.")
    _adorn(furniture, returning)
    found = {rule.endpoint: [furniture.address(rule)] for rule in inner(app)}
    found["orders.order"].append(f"/orders/{returning.number}")
    found["approvals.approval"].append(f"/approvals/{declined}")
    return found


def _adorn(furniture: Furniture, returning: Order) -> None:
    watch_level("MUG-SAND", 5, actor=a.STAFF)
    sell_ahead("MUG-SAND", 9, kind="pre-order", ships_from=clock.now(), actor=a.STAFF)
    add_address(furniture.customer, a.address())
    SentMail(id="refused", recipient="ada@example.com", subject="No", refused_at=clock.now()).save()
    Payment.objects(id=furniture.payment).update_one(set__state=PaymentState.QUARANTINED)
    Payment.objects(id=returning.payment_id).update_one(
        set__state=PaymentState.AUTHORISED, set__authorised_minor=500
    )


class TestReading:
    def test_the_page_has_every_page_with_what_it_shows(
        self, app: Flask, owner: Browser, seat: Seat, addresses: dict[str, list[str]]
    ) -> None:
        all_of_it, to_look = shown_to(owner, app, addresses), shown_to(seat("viewer"), app, addresses)
        told = [
            _row(
                app,
                rule,
                "GET",
                _words(shown & to_look.get(page, shown)),
                _words(shown - to_look.get(page, shown)),
            )
            for rule in inner(app)
            for page, shown in [(rule.endpoint, all_of_it[rule.endpoint])]
        ]

        assert sorted(rows_under("Pages of the console", PAGE)) == sorted(told)

    def test_nobody_is_shown_more_than_that(
        self, app: Flask, owner: Browser, seat: Seat, addresses: dict[str, list[str]]
    ) -> None:
        all_of_it = shown_to(owner, app, addresses)
        for role in set(ROLES) - {"owner"}:
            for page, shown in shown_to(seat(role), app, addresses).items():
                assert shown <= all_of_it[page], (role, page)

    def test_no_secret_is_shown(self, app: Flask, owner: Browser, addresses: dict[str, list[str]]) -> None:
        """Of a second factor it is said whether there is one."""
        shown = set().union(*shown_to(owner, app, addresses).values())

        assert {(kind, name) for kind, name in shown if _level(kind, name) is SECRET} == {
            (StaffMember, "factor")
        }

    def test_nothing_that_a_template_may_show_was_missed(
        self, app: Flask, owner: Browser, addresses: dict[str, list[str]]
    ) -> None:
        seen = shown_to(owner, app, addresses)
        shown = {name for fields in seen.values() for _, name in fields}
        written = {
            node.attr
            for file in TEMPLATES.rglob("*.html")
            for node in app.jinja_env.parse(file.read_text()).find_all(nodes.Getattr)
        }

        assert written - shown - OF_NO_THING == set()
        assert [page for page, fields in seen.items() if page.endswith(".index_view") and not fields] == []


class TestWriting:
    def test_the_page_has_every_command_with_what_it_takes(
        self, own_app: Flask, furniture: Furniture
    ) -> None:
        owner = seated(own_app, "owner")
        own_app.request_class = type("Request", (own_app.request_class,), {"parameter_storage_class": Noted})
        Noted.asked.clear()
        rules = [rule for rule in commands(own_app) if not is_their_own(rule.endpoint)]
        for rule in sorted(rules, key=lambda rule: rule.endpoint in LAST):
            Noted.asked.pop(rule.endpoint, None)
            owner.send(furniture.address(rule), **FILLED_IN.get(rule.endpoint, {}))
        told = [_row(own_app, rule, "POST", _fields(Noted.asked[rule.endpoint])) for rule in rules]

        assert sorted(rows_under("Commands of the console", PAGE)) == sorted(told)


def test_the_page_says_which_role_has_which_right() -> None:
    rights = sorted(set().union(*MAY.values()))
    told = [f"| {right} | {', '.join(role for role in ROLES if right in MAY[role])} |" for right in rights]

    assert rows_under("Rights of staff", PAGE) == told


def _row(app: Flask, rule: Rule, method: str, *cells: str) -> str:
    """As the page has it: its name, its address, the right that it takes, how far whoever is bound reaches."""
    endpoint, _, name = rule.endpoint.partition(".")
    (view,) = (one for one in app.extensions["admin"][0]._views if one.endpoint == endpoint)
    act = getattr(view, name)
    reaches = getattr(act, "reaches", None) or (view.reaches if method == "GET" else SHOP)
    needs = getattr(act, "needs", view.needs)
    bound = "own markets" if reaches == MARKET else "closed"
    told = [
        f"`{rule.endpoint}`",
        f"`/{rule.rule.lstrip('/')}`",
        needs,
        bound,
        *(cell or "-" for cell in cells),
    ]
    return f"| {' | '.join(told)} |"


def _words(fields: set[tuple[type, str]]) -> str:
    by_type: dict[type, list[str]] = defaultdict(list)
    for kind, name in sorted(fields, key=lambda field: (field[0].__name__, field[1])):
        level = _level(kind, name)
        by_type[kind].append(
            f"**{name}**" if level is PERSONAL else f"*{name}*" if level is OF_STAFF else name
        )
    return "; ".join(f"`{kind.__name__}`: {', '.join(names)}" for kind, names in by_type.items())


def _level(kind: type, name: str) -> Level | None:
    """None for what is no field of a document: what is reckoned of several, and the parts of a field."""
    fields = getattr(kind, "_fields", {}) if issubclass(kind, Document) else {}
    return level_of(kind, fields[name].db_field) if name in fields else None


def _fields(names: set[str]) -> str:
    return ", ".join(sorted({NUMBERED.sub("-…", name) for name in names - OF_EVERY_FORM}))
