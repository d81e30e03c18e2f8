"""Every field has its level of protection, and is kept as that level asks."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bson
import pytest
from flask.testing import FlaskClient
from mongoengine import Document, StringField
from pydantic import SecretStr

from bff.app import create_app
from core.bootstrap import Shop
from core.customers.registering import ask_to_register
from core.documents import collection
from core.keys.services import issue_key
from core.migrations.documents import DOCUMENTS
from core.privacy.holdings import HOLDINGS
from core.privacy.levels import (
    ABOUT,
    ENDING,
    LEVELS,
    OF_THE_HOUSE,
    OPENS_NOTHING,
    PERSONAL,
    PUBLIC,
    SECRET,
    SECRETS,
    SHOWN,
    level_of,
)
from core.privacy.services import ask_for_erasure, go_on
from core.settings import Settings
from core.tenders.services import issue_gift_card
from tests import builders as a
from tests.apps import shared
from tests.bff.asker import ADDRESS, Asker
from tests.core.privacy.lives import BARNABY, ZENOBIA, Life, everything, goods, lived
from tests.core.privacy.test_map import fields_of
from tests.fakes import FakeMailer, FakeQueue, FakeVault
from tests.lines import lines_of

PAGE = Path(__file__).parents[3] / "docs" / "privacy.md"
WORDS = frozenset(
    (
        "password",
        "secret",
        "token",
        "digest",
        "hash",
        "salt",
        "sealed",
        "factor",
        "recovery",
        "credentials",
        "code",
        "codes",
        "signature",
    )
)
"""A field whose name has one of these may open something."""
BY_NAME = {document.__name__: document for document in DOCUMENTS}
LONG = 5
"""Letters of a word that does not stand in a line by chance."""
IDEMPOTENCY = "a-key-of-the-test-of-levels"


class TestTheTable:
    @pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.__name__)
    def test_every_field_has_a_level(self, document: type[Document]) -> None:
        assert {level_of(document, path) for path, _ in fields_of(document)} <= set(LEVELS)

    def test_of_a_new_document_somebody_has_to_say_it(self) -> None:
        class Newsletter(Document):
            text: str = StringField()
            meta = collection("newsletters")

        with pytest.raises(KeyError):
            level_of(Newsletter, "text")

    def test_no_document_is_of_two_kinds_and_none_is_made_up(self) -> None:
        held = {holding.document.__name__ for holding in HOLDINGS}
        kinds = [*SHOWN, *OF_THE_HOUSE, *held]

        assert sorted(kinds) == sorted(BY_NAME)

    @pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.__name__)
    def test_of_a_field_that_looks_like_a_secret_it_is_said_whether_it_is(
        self, document: type[Document]
    ) -> None:
        said = {*SECRETS.get(document.__name__, ()), *OPENS_NOTHING.get(document.__name__, ())}
        looks = {path for path, _ in fields_of(document) if WORDS & set(path.rpartition(".")[2].split("_"))}

        assert looks - said == set()

    def test_every_row_names_a_field_that_there_is(self) -> None:
        said = [
            (name, path) for table in (SECRETS, OPENS_NOTHING) for name, row in table.items() for path in row
        ]

        assert [one for one in said if one[1] not in dict(fields_of(BY_NAME[one[0]]))] == []

    def test_what_pages_show_holds_nothing_of_a_higher_level(self) -> None:
        found = {
            (name, level_of(BY_NAME[name], path).name)
            for name in SHOWN
            for path, _ in fields_of(BY_NAME[name])
        }

        assert {level for _, level in found} == {PUBLIC.name}

    def test_what_is_on_the_map_of_persons_is_personal_unless_it_is_a_secret(self) -> None:
        levels = {level_of(holding.document, path) for holding in HOLDINGS for path in holding.fields}

        assert levels == {PERSONAL, SECRET}

    def test_every_level_says_what_it_asks_and_the_page_has_it(self) -> None:
        section = PAGE.read_text().split("\n## Levels\n")[1].split("\n## ")[0]
        rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
        told = [[level.name, level.is_what, *(level.asks[about] for about in ABOUT)] for level in LEVELS]

        assert rows[0] == ["level", "is", *ABOUT]
        assert rows[1 : len(told) + 1] == told
        kept = {
            (f"`{BY_NAME[name]._meta['collection']}`", f"`{path}`", form.told)
            for name, row in SECRETS.items()
            for path, form in row.items()
        }
        assert {tuple(row) for row in rows[len(told) + 2 :]} == kept

    def test_secrets_of_the_settings_are_none_that_print(self) -> None:
        plain = {
            name
            for name, field in Settings.model_fields.items()
            if {"secret", "token", "key", "keys", "password"} & set(name.split("_"))
            and SecretStr.__name__ not in str(field.annotation)
        }

        assert plain == {"access_token_seconds", "refresh_token_days", "stripe_publishable_key"}


@pytest.fixture
def client(shop: Shop) -> FlaskClient:
    return shared(create_app, shop).test_client()


@pytest.fixture
def shown(shop: Shop, queue: FakeQueue, mailer: FakeMailer, client: FlaskClient) -> dict[str, list[str]]:
    """A shop in which every secret was made, each as it was shown to whoever it is for."""
    goods()
    lived(ZENOBIA, shop, queue, FakeVault())
    a.staff_member("packer@quayside.example")
    app, recovery = a.second_factor("packer@quayside.example")
    asker = Asker(client)
    told = asker.do("POST", "/v1/auth/login", {"email": ZENOBIA.email, "password": a.PASSWORD})
    asker.ask("POST", "/v1/auth/login", {"email": ZENOBIA.email, "password": "not it at all"})
    again = asker.do("POST", "/v1/auth/refresh", {"refreshToken": told["refreshToken"]})
    cart = bought(asker, ZENOBIA)
    a.customer(BARNABY.email)
    go_on(ask_for_erasure(BARNABY.email, actor=a.STAFF).id, FakeVault())
    ask_to_register("somebody.new@example.com", a.PASSWORD, "Somebody", seconds=600)
    a.drain(queue)
    _, card = issue_gift_card(1_000, "USD", actor=a.STAFF)
    _, key = issue_key("erp", ["stock:read"], actor=a.STAFF)
    mailed = re.findall(r"#token=([\w.-]+)", " ".join(message.text for _, message in mailer.sent))
    return {
        "passwords": [a.PASSWORD],
        "tokens": [told["accessToken"], told["refreshToken"], again["refreshToken"], cart],
        "links": mailed,
        "apps": [app],
        "recovery codes": recovery,
        "gift cards": [card],
        "keys": [key],
        "idempotency keys": [IDEMPOTENCY],
    }


def bought(asker: Asker, life: Life) -> str:
    """What a guest of that name does until the order is placed; the token of their cart."""
    asker.access = None
    answer = asker.ask(
        "POST",
        "/v1/cart",
        {"market": "us", "lines": [{"sku": "MUG", "quantity": 1}]},
        Idempotency_Key=IDEMPOTENCY,
    )
    asker.cart = str(answer.get_json()["token"])
    where = {**ADDRESS, "name": life.name, "line1": life.street, "phone": life.phone}
    asker.do("PUT", "/v1/checkout/addresses", {"email": life.email, "shippingAddress": where})
    asker.do("PUT", "/v1/checkout/delivery", {"delivery": "us-standard"})
    asker.pay()
    number = asker.place()["number"]
    asker.do("POST", "/v1/orders/lookup", {"number": number, "email": life.email})
    return asker.cart


class TestSecrets:
    def test_none_is_in_the_database_as_it_is_shown(self, shown: dict[str, list[str]]) -> None:
        rows = [(name, bson.encode(row)) for name, row in everything()]
        wanted = [(kind, one) for kind, ones in shown.items() for one in ones]

        assert all(ones for ones in shown.values())
        assert [(kind, name) for kind, one in wanted for name, row in rows if one.encode() in row] == []

    def test_each_is_there_in_the_form_that_the_table_says(self, shown: dict[str, list[str]]) -> None:
        values = {
            (name, path): list(values_of(BY_NAME[name], path))
            for name, row in SECRETS.items()
            for path in row
        }

        assert [place for place, found in values.items() if not found] == [], "the test makes none of these"
        wrong = [
            place
            for place, found in values.items()
            for value in found
            if not SECRETS[place[0]][place[1]].looks.fullmatch(value)
        ]
        assert wrong == []
        assert shown

    def test_those_that_end_are_forgotten_by_the_database(self) -> None:
        endless = {
            name
            for name in ENDING
            if not any("expireAfterSeconds" in index for index in indexes_of(BY_NAME[name]))
        }

        assert endless == set()
        assert set(SECRETS) - ENDING == {"ApiKey", "Customer", "Erasure", "StaffMember", "TenderAccount"}


class TestLogs:
    def test_neither_secrets_nor_persons_stand_in_any_line(
        self, shop: Shop, queue: FakeQueue, mailer: FakeMailer, client: FlaskClient
    ) -> None:
        with lines_of("test") as lines:
            told = shown.__wrapped__(shop, queue, mailer, client)  # type: ignore[attr-defined]
            said = json.dumps(lines(), ensure_ascii=False)

        assert len(lines()) > 20
        secrets = [one for ones in told.values() for one in ones]
        words = [word for trace in ZENOBIA.traces for word in re.split(r"[\s@.]", trace) if len(word) > LONG]
        assert {"zenobia", "Quillfeather", "Canary"} <= set(words)
        assert [one for one in (*secrets, *words) if one in said] == []


class TestAnswers:
    def test_what_is_a_persons_is_stored_by_no_cache(
        self, shown: dict[str, list[str]], client: FlaskClient
    ) -> None:
        asker = Asker(client, access=shown["tokens"][0])
        paths = (
            "/v1/me",
            "/v1/me/addresses",
            "/v1/me/orders",
            "/v1/me/sessions",
            "/v1/pages/account",
            "/v1/me/wishlists",
        )
        asked = {path: asker.get(path) for path in paths}

        assert {answer.status_code for answer in asked.values()} == {200}
        assert {
            path for path, answer in asked.items() if "no-store" not in answer.headers["Cache-Control"]
        } == set()
        assert shown

    def test_what_is_only_encoded_names_nobody(self, shown: dict[str, list[str]]) -> None:
        """The body of an access token is for whoever holds one to read."""
        access = shown["tokens"][0].split(".")[1]
        said = urlsafe_b64decode(access + "=" * (-len(access) % 4)).decode()

        assert set(json.loads(said)) <= {
            "sub",
            "sid",
            "exp",
            "iat",
            "nbf",
            "jti",
            "iss",
            "aud",
            "type",
            "fresh",
        }
        assert [trace for trace in ZENOBIA.traces if trace in said] == []


def values_of(document: type[Document], path: str) -> Iterator[str]:
    for row in document._get_collection().find():
        value: Any = row.get(path)
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                yield urlsafe_b64encode(one).decode() if isinstance(one, bytes) else str(one)


def indexes_of(document: type[Document]) -> Iterator[str]:
    return (str(index) for index in document._meta["indexes"])
