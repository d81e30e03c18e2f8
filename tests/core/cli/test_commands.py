import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import structlog
from click import Group
from click.testing import CliRunner, Result

from admin import times
from core import db
from core.adapters.stripe_gateway import StripeGateway
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.carts.models import Cart
from core.catalog.models import Product
from core.cli import shop as command
from core.cli import upkeep
from core.content.models import ContentEntry
from core.inbox.models import Receipt
from core.inventory.models import StockItem, StockMove
from core.inventory.queries import room_of
from core.keys.models import ApiKey
from core.keys.queries import machine_with
from core.pages import whole
from core.pages.models import Build, Page
from core.pages.preview import Previewed, page_of
from core.payments.models import Payment
from core.settings import settings
from core.staff.errors import StaffNotSignedIn
from core.staff.models import StaffMember
from core.staff.services import sign_in
from tests import builders as a
from tests.conftest import Resettle
from tests.dev.contentful import exports as contentful
from tests.dev.contentful.running import DELIVERY, SECRET, StandIn
from tests.dev.stripe.buying import confirmed
from tests.dev.stripe.running import RunningStripe
from tests.fakes import FakeGateway, FakeQueue

Run = Callable[..., Result]
STRIPE = {"stripe_api_key": "sk_test", "stripe_publishable_key": "pk", "stripe_webhook_secrets": "whsec"}


@pytest.fixture
def run(database: object) -> Iterator[Run]:
    """`run("import", "markets", path)`: one command, as a terminal would run it."""
    root = logging.getLogger()
    before, configured = (root.handlers, root.level), structlog.get_config()
    yield lambda *words, typed="": CliRunner().invoke(command, [str(word) for word in words], input=typed)
    structlog.configure(**configured)
    structlog.contextvars.clear_contextvars()
    root.handlers, root.level = before


def written(folder: Path, name: str, *documents: Any) -> Path:
    path = folder / name
    path.write_text("\n".join(json.dumps(document) for document in documents))
    return path


def test_every_command_explains_itself(run: Run) -> None:
    groups: list[Group] = [command]
    for group in groups:
        for name, member in group.commands.items():
            assert (member.help or "").strip().endswith("."), name
            groups += [member] if isinstance(member, Group) else []
    assert "invariants" in run("--help").output


def test_a_shop_is_set_up_from_files(run: Run, tmp_path: Path) -> None:
    goods = a.goods_file("MUG")
    goods["variants"][0]["stock"] = {"reno": 3}
    page = {
        "sys": {"id": "1", "publishedVersion": 1, "contentType": {"sys": {"id": "page"}}},
        "fields": {"slug": {"en-US": "about"}, "title": {"en-US": "About"}},
    }
    sofas = {"locale": "en-US", "words": ["sofa", "couch"]}
    owner = ("staff", "create", "owner@quayside.example", "--role", "owner", "--password-stdin")
    results = [
        run("migrate"),
        run("import", "markets", written(tmp_path, "markets.json", a.markets_file())),
        run("import", "products", written(tmp_path, "goods.jsonl", goods)),
        run("import", "synonyms", written(tmp_path, "synonyms.json", {"synonyms": [sofas]})),
        run("content", "import", written(tmp_path, "export.json", {"entries": [page]})),
        run(*owner, typed=f"{a.PASSWORD}\n"),
        run("indexes", "check"),
        run("invariants", "check"),
    ]

    assert [result.exit_code for result in results] == [0] * 8, [result.output for result in results]
    assert results[1].output.strip() == "2 markets"
    assert results[2].output.strip() == "1 products"
    assert results[3].output.strip() == "2 words and phrases stand for others"
    assert results[7].output.strip() == "every rule holds"
    assert [kind.objects.count() for kind in (Product, StockItem, ContentEntry, StaffMember)] == [1, 1, 1, 1]


def test_a_day_is_one_of_the_shops_at_the_terminal_as_in_the_console(run: Run, resettle: Resettle) -> None:
    resettle(time_zone="America/New_York")
    a.markets()
    a.goods("MUG")
    result = run("stock", "ahead", "MUG", "5", "--ships-from", "2026-12-01")

    assert result.exit_code == 0, result.output
    room = room_of("MUG")
    assert room is not None
    promise = room.promise
    assert promise is not None
    assert promise.ships_from == datetime(2026, 12, 1, 5, tzinfo=UTC)
    assert times.day_of(promise.ships_from) == date(2026, 12, 1)


def test_what_becomes_of_a_member_of_staff_is_said(run: Run) -> None:
    a.staff_member("ada@quayside.example", "viewer")
    generation = StaffMember.objects.get().generation
    for words in (("role", "ada@quayside.example", "owner"), ("end-sessions", "ada@quayside.example")):
        assert run("staff", *words).exit_code == 0
    member = StaffMember.objects.get()
    assert (member.role, member.generation) == ("owner", generation + 2)
    assert run("staff", "deactivate", "Ada@quayside.example").output.strip().endswith("cannot sign in")
    assert StaffMember.objects.get().active is False
    assert run("staff", "reactivate", "ada@quayside.example", "--actor", "eve").exit_code == 0
    assert StaffMember.objects.get().active is True
    assert AuditRecord.objects(target="staff:ada@quayside.example", actor="eve").count() == 1
    assert "Nobody of that address" in run("staff", "role", "eve@quayside.example", "owner").output


def test_apps_are_sealed_anew_and_whose_are_void_is_said(run: Run, resettle: Resettle) -> None:
    a.staff_member("ada@quayside.example", "viewer")
    a.second_factor("ada@quayside.example")
    assert run("staff", "reseal").output == "0 second factors are sealed anew, 0 are void\n"
    resettle(console_secret_key="another-secret-key-of-the-tests-and-nothing-else")
    assert run("staff", "reseal").output.splitlines() == [
        "0 second factors are sealed anew, 1 are void",
        "ada@quayside.example has to set up another: shop staff reset-factor ada@quayside.example",
    ]


def test_what_becomes_of_an_account_is_said(run: Run) -> None:
    ada = a.signed_in().customer
    said = [
        run("customers", *words, "Ada@example.com", "--actor", "eve").output.strip()
        for words in (("end-sessions",), ("disable", "--reason", "Stolen cards."), ("enable",))
    ]

    assert [line.rpartition("com ")[2] for line in said] == [
        "has to sign in again",
        "is signed out and cannot sign in",
        "can sign in",
    ]
    records = AuditRecord.objects(target=f"customer:{ada.id}", actor="eve").order_by("at")
    assert [record.facts["reason"] for record in records] == [None, "Stolen cards.", None]
    assert "Nobody has an account" in run("customers", "disable", "eve@example.com").output


def test_a_second_account_for_one_address_is_not_made(run: Run) -> None:
    words = ("staff", "create", "o@quayside.example", "--password-stdin")
    outputs = [run(*words, typed=f"{a.PASSWORD}\n").output.strip() for _ in range(2)]

    assert outputs == ["o@quayside.example can sign in", "o@quayside.example had an account already"]


def test_whoever_is_let_in_gets_a_first_password_once_and_again_when_they_have_lost_theirs(run: Run) -> None:
    outputs = [
        run("staff", *words, "o@quayside.example").output.strip()
        for words in (("create",), ("create",), ("new-password", "--actor", "eve"))
    ]
    firsts = [output.rpartition(": ")[2] for output in (outputs[0], outputs[2])]

    assert outputs[1] == "o@quayside.example had an account already"
    assert firsts[0] != firsts[1]
    with pytest.raises(StaffNotSignedIn):
        sign_in("o@quayside.example", firsts[0])
    assert sign_in("o@quayside.example", firsts[1]).first_password_until
    assert AuditRecord.objects(action="give_first_password").get().actor == "eve"


def test_in_production_nobody_is_given_a_password_that_stays(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = SimpleNamespace(settings=settings().model_copy(update={"env": "production"}))
    monkeypatch.setattr(upkeep, "opened", lambda: production)
    result = run("staff", "create", "o@quayside.example", "--password-stdin", typed=f"{a.PASSWORD}\n")

    assert result.exit_code == 2
    assert "leave --password-stdin out" in result.output
    assert StaffMember.objects.first() is None


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (
            ("staff", "create", "nobody", "--password-stdin"),
            "correct horse battery\n",
            "not an e-mail address",
        ),
        (("staff", "create", "o@quayside.example", "--password-stdin"), "short\n", "8 to 128 characters"),
        (
            ("staff", "create", "o@quayside.example", "--role", "king", "--password-stdin"),
            "a horse\n",
            "owner",
        ),
        (("import", "products", "/nowhere.jsonl"), "", "does not exist"),
        (("seed",), "", "either --products or --catalogue"),
        (("seed", "--products", "0"), "", "--products"),
        (("import", "nothing"), "", "nothing"),
    ],
)
def test_what_cannot_be_done_is_said_in_words_with_a_code(
    words: tuple[str, ...], typed: str, said: str, run: Run
) -> None:
    result = run(*words, typed=typed)

    assert result.exit_code > 0
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_bad_file_names_its_line_and_field(run: Run, tmp_path: Path) -> None:
    a.markets()
    result = run("import", "products", written(tmp_path, "goods.jsonl", a.goods_file("MUG"), {"slug": 5}))

    assert result.exit_code == 1
    assert "goods.jsonl line 2" in result.output
    assert "slug" in result.output
    assert Product.objects.first() is None


def test_a_broken_rule_is_told_and_is_a_failure(run: Run) -> None:
    a.goods("MUG", available=3)
    StockItem._get_collection().update_one({}, {"$inc": {"available": 1}})
    result = run("invariants", "check")

    assert result.exit_code == 1
    assert "broken: stock MUG@reno" in result.output


def test_stock_is_put_right_and_what_cannot_be_is_a_failure(run: Run) -> None:
    a.goods("MUG", available=3)
    StockItem._get_collection().update_one({}, {"$inc": {"available": 1}})
    result = run("invariants", "repair", "--actor", a.STAFF)
    assert (result.exit_code, "1 items put right, 0 left as they are" in result.output) == (0, True)
    assert run("invariants", "check").exit_code == 0

    StockMove.objects.delete()
    result = run("invariants", "repair")
    assert result.exit_code == 1
    assert "MUG@reno: lines of the ledger are missing" in result.output


def test_a_missing_index_is_told_made_and_gone(run: Run) -> None:
    Cart._get_collection().drop_index("expires_at_1")
    missing = run("indexes", "check")
    assert (missing.exit_code, "missing: carts" in missing.output) == (1, True)

    assert run("indexes", "ensure").exit_code == 0
    assert run("indexes", "check").exit_code == 0


def test_goods_are_made_up_for_measuring(run: Run) -> None:
    a.markets()

    assert run("seed", "--products", "3").output.strip() == "3 products"
    assert Product.objects.count() == 3


@pytest.mark.usefixtures("shared_database")
@pytest.mark.parametrize("half_done", [False, True])
def test_every_page_is_built_by_several_processes_and_gone_on_with(
    *, half_done: bool, run: Run, own_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in own_environment.items():
        monkeypatch.setenv(name, value)
    a.markets()
    for sku in ("MUG", "POT"):
        a.product(a.goods_file(sku))
    begun = whole.begin(told=False) if half_done else None
    result = run("pages", "build", "--processes", "2")

    assert (result.exit_code, Page.objects(kind="product").count()) == (0, 6), result.output
    assert (Build.objects.count(), Build.objects.get().phase) == (1, "done")
    assert begun is None or begun.id == Build.objects.get().id


def test_reconciling_asks_about_every_open_payment_though_some_cannot_be_asked(
    shop: Shop, run: Run, resettle: Resettle
) -> None:
    nobody_answers, nobody_knows = (a.started_payment(shop, {sku: 1}).payment for sku in ("MUG", "POT"))
    Payment.objects(id=nobody_knows.id).update_one(set__provider="gone")
    resettle(stripe_api_base="http://127.0.0.1:1", **STRIPE)
    result = run("reconcile")

    assert result.exit_code == 1
    assert f"{nobody_answers.id}: The payment provider does not answer" in result.output
    assert f"{nobody_knows.id}: Choose one of manual, stripe" in result.output
    assert "2 payments asked about, 2 without an answer" in result.output
    assert result.output.splitlines()[-1].startswith("Error: The payment provider does not answer")


def test_reconciling_finds_what_nobody_told_of(run: Run, shop: Shop, resettle: Resettle) -> None:
    with RunningStripe() as server:
        gateway = StripeGateway(
            "sk_test_suite", publishable_key="pk", api_base=server.url, webhook_secrets=()
        )
        silent = a.started_payment(replace(shop, gateways={"stripe": gateway})).payment
        confirmed(server.client(), str(a.payment(silent.id).provider_ref), "pm_card_visa")
        resettle(stripe_api_base=server.url, **{**STRIPE, "stripe_api_key": "sk_test_suite"})
        result = run("reconcile", "--days", "1")

    assert (result.exit_code, a.payment(silent.id).state) == (0, "paid"), result.output
    assert result.output.splitlines()[-1] == "the books agree"


def test_a_webhook_or_a_day_of_them_is_worked_on_again(
    run: Run, shop: Shop, gateway: FakeGateway, queue: FakeQueue
) -> None:
    payment = a.payment(a.started_payment(shop).payment.id)
    a.webhook_kept(gateway, str(payment.provider_ref))
    a.drain(queue)
    gateway.pay(str(payment.provider_ref))  # and its own webhook is lost
    receipt = Receipt.objects.get()

    assert run("inbox", "replay", receipt.id.removeprefix("stripe-")).exit_code == 0
    a.drain(queue)
    assert a.payment(payment.id).state == "paid"
    assert "1 events" in run("inbox", "replay", "--day", f"{receipt.received_at:%Y-%m-%d}").output
    assert [run("inbox", "replay", *words).exit_code for words in (("evt_none",), ())] == [1, 2]


def test_missing_settings_are_all_named(run: Run, resettle: Resettle) -> None:
    settings.cache_clear()
    result = run("migrate")
    resettle()

    assert result.exit_code == 1
    assert all(
        f"SHOP_{name} is missing" in result.output for name in ("MONGODB_URI", "REDIS_URL", "SECRET_KEY")
    )
    assert ".env.example" in result.output


@pytest.mark.faults
def test_a_database_that_is_away_is_said_so(run: Run, resettle: Resettle) -> None:
    resettle(mongodb_uri="mongodb://127.0.0.1:1/")
    result = run("migrate")
    resettle()
    db.connect(settings())

    assert result.exit_code == 1
    assert "MongoDB does not answer (SHOP_MONGODB_URI)" in result.output
    assert "Traceback" not in result.output


class TestContent:
    def test_a_preview_link_leads_to_the_storefront_with_a_token_for_that_page(self, run: Run) -> None:
        a.markets()
        link = run("content", "preview", "content", "about", "--market", "eu", "--locale", "de-DE").output
        address = urlsplit(link.strip())
        told = {name: values[0] for name, values in parse_qs(address.fragment).items()}

        assert (address.netloc, address.path, address.query) == ("storefront.example", "/preview", "")
        assert told["path"] == "/content/about"
        assert page_of(told["token"], settings().secret_ring) == Previewed("content", "about", "eu", "de-DE")
        assert run("content", "preview", "content", "about", "--market", "nowhere").exit_code == 1

    @pytest.fixture
    def words(self, run: Run, resettle: Resettle, tmp_path: Path) -> Iterator[Callable[..., Result]]:
        """`content sync` and the like, with the stand-in for Contentful."""
        running = StandIn(contentful.written(tmp_path, contentful.small_shop())).start()
        resettle(
            contentful_space="testspace",
            contentful_delivery_token=DELIVERY,
            contentful_webhook_secret=SECRET,
            contentful_api_base=running.url,
        )
        yield lambda *words: run("content", *words)
        running.stop()

    def test_a_mirror_is_filled_compared_and_repaired(self, words: Callable[..., Result]) -> None:
        before = words("check")
        assert (before.exit_code, ContentEntry.objects.count()) == (0, 5)
        assert words("sync").output.splitlines()[-1] == "0 entries and assets read"
        ContentEntry.objects(id="cup").delete()
        found = words("check")
        assert found.exit_code == 1
        assert "missing: entry cup: revision none here, 2 there" in found.output
        repaired = words("check", "--repair")
        assert (repaired.exit_code, repaired.output.splitlines()[-1]) == (0, "repaired")
        assert ContentEntry.objects.count() == 5
        assert "broken-reference: entry cup related: entry gone is not published" in words("check").output
        assert words("sync", "--full").output.splitlines()[-1] == "6 entries and assets read"


def test_keys_of_machines_are_made_rotated_listed_and_ended(run: Run) -> None:
    made = run("keys", "create", "erp", "stock:write", "orders:read", "--days", 30)
    text = made.stdout.strip()
    key = ApiKey.objects.get()
    assert machine_with(text).name == "erp"
    assert key.id in made.stderr

    assert machine_with(run("keys", "rotate", key.id, "--hours", 2).stdout.strip()).name == "erp"
    listed = run("keys", "list").output
    assert listed.count("erp  active") == 2
    assert text not in listed
    assert run("keys", "end", key.id).output == f"{key.id} has ended\n"
    assert run("keys", "list").output.count("erp  ended") == 1
    assert run("keys", "create", "erp", "everything").exit_code != 0
