"""Whoever is bound to markets sees and changes what is theirs, and meets closed doors everywhere else."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from core.approvals.services import ask
from core.approvals.wishes import Refund as RefundWish
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.money import Money
from core.orders.models import Order
from core.payments.models import Dispute, Refund, RefundState
from core.payments.reconciliations import Difference, note_difference
from core.promotions.models import Promotion
from core.returns.models import Return, ReturnLine
from core.staff.standing import bind
from tests import builders as a
from tests.admin.browser import Browser, seen
from tests.admin.furnished import RETURN, Furniture, commands, pages, searches
from tests.admin.test_access import FIELDS, NEEDS, _everything, is_their_own

Bound = Callable[..., Browser]
LISTS = {
    "admin.index",
    *(
        f"{name}.index_view"
        for name in ("orders", "returns", "approvals", "refunds", "disputes", "differences")
    ),
    *(f"{name}.index_view" for name in ("stock", "products", "promotions")),
    "products.product",
    *(f"account.{name}" for name in ("index", "password", "factor", "recovery")),
}
"""What is shown to whoever is bound, each with what is theirs; goods and promotions are everybody's to look at."""
OWN = {
    "orders.order",
    "orders.address",
    "approvals.approval",
    "refunds.refund",
    "differences.difference",
}
ALWAYS = {"health.live", "health.ready"}


@pytest.fixture
def bound(app: Flask) -> Bound:
    """`bound("us")`: an owner who is bound to that market, signed in at a browser of their own."""

    def taken(*markets: str, role: str = "owner") -> Browser:
        email = f"{role}-{'-'.join(markets)}@quayside.example"
        a.staff_member(email, role)
        bind(email, markets)
        browser = Browser(app.test_client())
        assert browser.sign_in(email).status_code == 303
        return browser

    return taken


def is_of_an_order(endpoint: str) -> bool:
    of_orders = ("orders.", "approvals.", "refunds.", "differences.")
    return endpoint.startswith(of_orders) and not endpoint.endswith(("index_view", "approvals.code"))


def test_somebody_of_another_market_reads_nothing_of_it(
    app: Flask, bound: Bound, furniture: Furniture
) -> None:
    browser, opened = bound("eu"), set()
    for rule in pages(app):
        answer = browser.get(furniture.address(rule))
        assert furniture.order not in answer.text, rule
        assert "ada@example.com" not in answer.text, rule
        assert answer.status_code in {200, 403, 404} or rule.endpoint.startswith("sign_in."), rule
        opened |= {rule.endpoint} if answer.status_code == 200 else set()

    assert opened == LISTS | ALWAYS


def test_somebody_of_another_market_changes_nothing(app: Flask, bound: Bound, furniture: Furniture) -> None:
    browser = bound("eu")
    before = _everything()
    for rule in commands(app):
        if is_their_own(rule.endpoint):
            continue
        answer = browser.send(furniture.address(rule), **FIELDS.get(rule.endpoint, {}))
        assert answer.status_code == (404 if is_of_an_order(rule.endpoint) else 403), rule
    assert _everything() == before


def test_somebody_of_that_market_sees_the_pages_of_its_orders(
    app: Flask, bound: Bound, furniture: Furniture
) -> None:
    browser = bound("us")
    opened = {rule.endpoint for rule in pages(app) if browser.get(furniture.address(rule)).status_code == 200}

    assert opened == LISTS | ALWAYS | OWN


def test_somebody_of_that_market_does_all_that_is_to_be_done_to_its_orders(
    app: Flask, bound: Bound, furniture: Furniture
) -> None:
    browser = bound("us", "eu")
    for rule in commands(app):
        if is_of_an_order(rule.endpoint):
            answer = browser.send(furniture.address(rule), **FIELDS.get(rule.endpoint, {}))
            assert answer.status_code == 303, rule
    changed = AuditRecord.objects(actor="owner-us-eu@quayside.example")
    assert changed.count() > 0


def test_a_role_is_bound_as_well(app: Flask, bound: Bound, furniture: Furniture) -> None:
    browser = bound("us", role="viewer")
    for rule in commands(app):
        if is_of_an_order(rule.endpoint):
            answer = browser.send(furniture.address(rule), **FIELDS.get(rule.endpoint, {}))
            assert answer.status_code == 403, rule


def test_what_belongs_to_no_market_is_the_whole_shops(app: Flask, bound: Bound, furniture: Furniture) -> None:
    browser = bound("us", "eu")
    before = _everything()
    for rule in commands(app):
        if rule.endpoint in NEEDS and not is_of_an_order(rule.endpoint):
            answer = browser.send(furniture.address(rule), **FIELDS.get(rule.endpoint, {}))
            assert answer.status_code == 403, rule
    assert _everything() == before


def test_no_page_offers_what_its_reader_is_refused(app: Flask, bound: Bound, furniture: Furniture) -> None:
    browser = bound("us")
    closed = {
        furniture.address(rule)
        for rule in commands(app)
        if rule.endpoint in NEEDS and not is_of_an_order(rule.endpoint)
    }
    for rule in pages(app):
        answer = browser.get(furniture.address(rule))
        if answer.status_code == 200:
            page = seen(answer)
            offered = {path.split("?")[0] for path in (*page.forms(), *page.links())}
            assert offered & closed == set(), rule


@pytest.fixture
def two_markets(shop: Shop) -> dict[str, Order]:
    """An order in each market, and all that may be about its money and its goods."""
    a.markets()
    a.goods("MUG-SAND", available=20)
    found = {
        market: a.placed_order(shop, {"MUG-SAND": 1}, provider="manual", market=market, locale=locale)
        for market, locale in (("us", "en-US"), ("eu", "de-DE"))
    }
    asker = a.staff_member("asker@quayside.example", "owner").email
    for market, order in found.items():
        wish = RefundWish(order.number, "Late.", minor=500)
        ask(wish, Money(500, order.currency), actor=asker, name=market)
        facts: dict[str, Any] = {
            "payment_id": order.payment_id,
            "currency": order.currency,
            "at": order.placed_at,
        }
        number = order.number
        Refund(id=f"rf_{market}", number=number, minor=5, state=RefundState.FAILED, **facts).save()
        status = {"status": "needs_response", "reason": "fraudulent", "changed_at": order.placed_at}
        Dispute(id=f"dp_{market}", number=number, minor=5, **status, **facts).save()
        note_difference("amount", f"pi_{market}", "Another.", payment_id=None, number=number, repaired=False)
        line = ReturnLine(sku="MUG-SAND", quantity=1, reason="damaged")
        Return(
            number=f"R-{market.upper()}", order_number=number, lines=[line], asked_at=order.placed_at
        ).save()
    note_difference("amount", "pi_nobody", "Nobody's.", payment_id=None, number=None, repaired=False)
    return found


@pytest.mark.parametrize(
    "path", ["/orders/", "/returns/", "/refunds/", "/disputes/", "/differences/", "/approvals/", "/"]
)
def test_a_list_shows_what_is_theirs(path: str, bound: Bound, two_markets: dict[str, Order]) -> None:
    text = bound("eu").get(path).text

    assert two_markets["eu"].number in text
    assert two_markets["us"].number not in text
    assert "pi_nobody" not in text


@pytest.mark.parametrize(
    ("path", "chosen"),
    [("/orders/", {"text": "{}"}), ("/refunds/", {"text": "{}"}), ("/orders/", {"market": "us"})],
)
def test_no_search_and_no_choice_finds_more(
    path: str, chosen: dict[str, str], bound: Bound, two_markets: dict[str, Order]
) -> None:
    number = two_markets["us"].number
    wanted = {name: value.format(number) for name, value in chosen.items()}

    assert f"/orders/{number}" not in bound("eu").find(path, **wanted).links()


@pytest.mark.usefixtures("furniture")
def test_whoever_is_bound_searches_the_lists_that_they_see(app: Flask, bound: Bound) -> None:
    browser = bound("eu")
    for rule in searches(app):
        path = f"/{rule.rule.lstrip('/')}"
        seen_at = browser.get(path.removesuffix("search")).status_code
        assert browser.send(path).status_code == (303 if seen_at == 200 else 403), path


def test_who_is_bound_to_several_sees_them_in_their_order(
    bound: Bound, two_markets: dict[str, Order]
) -> None:
    whole, several = (bound(*markets).see("/refunds/").text for markets in ((), ("us", "eu")))
    at = [whole.index(two_markets[market].number) for market in ("us", "eu")]

    assert [several.index(two_markets[market].number) for market in ("us", "eu")] == sorted(
        at
    ) or at != sorted(at)


def test_the_figures_of_the_day_are_of_their_markets(bound: Bound, two_markets: dict[str, Order]) -> None:
    text = bound("eu").see("/").text

    assert "1 in EUR" in text
    assert "USD" not in text


def test_a_return_of_another_order_is_not_reached_by_ones_own(
    bound: Bound, two_markets: dict[str, Order]
) -> None:
    browser, own = bound("eu"), two_markets["eu"].number
    before = _everything()

    for step in ("approve", "refuse", "receive", "inspect"):
        assert browser.send(f"/orders/{own}/returns/R-US/{step}", reason="No.").status_code == 404
    assert _everything() == before
    assert browser.send(f"/orders/{own}/returns/R-EU/refuse", reason="No.").status_code == 303


def test_a_promotion_is_switched_where_it_applies_to_their_markets_alone(
    bound: Bound, furniture: Furniture
) -> None:
    a.promotion("eu-only", markets=["eu"])
    a.promotion("us-only", markets=["us"])
    browser = bound("eu")
    shown = browser.get("/promotions/").text
    answers = {
        name: browser.send("/promotions/switch", promotion=name, state="off").status_code
        for name in ("eu-only", "us-only", "ten-off")
    }

    assert answers == {"eu-only": 303, "us-only": 403, "ten-off": 403}
    assert {one.id: one.enabled for one in Promotion.objects} == {
        "eu-only": False,
        "us-only": True,
        "ten-off": True,
    }
    assert "us-only" not in shown
    assert "eu-only" in shown


def test_it_holds_from_the_next_request_on(bound: Bound, furniture: Furniture) -> None:
    browser = bound()
    path = f"/orders/{furniture.order}"
    assert browser.get(path).status_code == 200
    bind("owner-@quayside.example", ["eu"])
    assert browser.get(path).status_code == 303, "their sessions end"
    browser.sign_in("owner-@quayside.example")

    assert browser.get(path).status_code == 404
    assert browser.get("/customers/").status_code == 403


def test_what_has_no_order_is_of_no_market(bound: Bound, two_markets: dict[str, Order]) -> None:
    browser = bound("us", "eu")
    Difference.objects.get(id="amount:pi_nobody")

    assert browser.get("/differences/amount:pi_nobody").status_code == 404
    assert browser.send("/differences/amount:pi_nobody/settled", reason="Mine.").status_code == 404
    assert browser.get(f"/orders/{RETURN}").status_code == 404
