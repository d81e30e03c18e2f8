"""The map of personal data is whole: nothing that looks personal is in the database and not on it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mongoengine import Document, EmbeddedDocumentField, ListField, StringField

from core.addresses import Address
from core.documents import collection
from core.migrations.documents import DOCUMENTS
from core.privacy.elsewhere import NOT_PERSONAL, OUTSIDE
from core.privacy.finding import MAILS_ABOUT_ACCOUNTS, MAILS_ABOUT_ORDERS
from core.privacy.holdings import HOLDINGS

ROOT = Path(__file__).parents[3]
WORDS = frozenset(
    (
        "email",
        "mailbox",
        "mail",
        "recipient",
        "subject",
        "name",
        "names",
        "address",
        "addresses",
        "phone",
        "street",
        "line1",
        "line2",
        "city",
        "buyer",
        "customer",
        "former",
        "device",
        "agent",
        "ip",
        "actor",
        "note",
        "reason",
        "text",
        "password",
        "payload",
        "facts",
        "body",
        "detail",
        "fault",
        "reference",
        "holder",
        "owner",
        "payer",
        "person",
        "tracking",
        "pdf",
        "seller",
        "row",
        "member",
        "identity",
        "contact",
        "title",
        "birthday",
        "gender",
    )
)
"""A field whose name has one of these may be about somebody."""
ON_THE_MAP = {holding.document: holding for holding in HOLDINGS}


def fields_of(document: Any, before: str = "") -> Iterator[tuple[str, bool]]:
    """Every field by its path, embedded ones too, and whether it is an address."""
    for field in document._fields.values():
        inner = field.field if isinstance(field, ListField) else field
        path = before + ("_id" if field.primary_key else field.name)
        kind = inner.document_type if isinstance(inner, EmbeddedDocumentField) else None
        if kind is not None and kind is not Address:
            yield from fields_of(kind, f"{path}.")
        else:
            yield path, kind is Address


def unexplained(document: type[Document]) -> list[str]:
    """The fields that look personal and of which nobody has said what they are."""
    held = ON_THE_MAP.get(document)
    said = {*(held.fields if held else ()), *NOT_PERSONAL.get(document.__name__, ())}
    return [
        f"{document.__name__}.{path}"
        for path, is_address in fields_of(document)
        if (is_address or WORDS & set(path.rpartition(".")[2].split("_")))
        and not any(one == path or one.startswith(f"{path}.") for one in said)
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.__name__)
def test_of_every_field_that_looks_personal_it_is_said_what_it_is(document: type[Document]) -> None:
    assert unexplained(document) == []


def test_a_new_field_that_looks_personal_is_noticed() -> None:
    class Newsletter(Document):
        id: str = StringField(primary_key=True)
        contact_email: str = StringField()
        chosen: str = StringField()

        meta = collection("newsletters")

    assert unexplained(Newsletter) == ["Newsletter.contact_email"]


def test_every_row_names_a_field_that_there_is() -> None:
    documents = {document.__name__: document for document in DOCUMENTS}
    said = [(holding.document, path) for holding in HOLDINGS for path in (*holding.fields, *holding.hidden)]
    said += [(documents[name], path) for name, paths in NOT_PERSONAL.items() for path in paths]

    strays = [
        f"{document.__name__}.{path}"
        for document, path in said
        if not any(path == known or path.startswith(f"{known}.") for known, _ in fields_of(document))
    ]

    assert strays == []


def test_mails_are_found_by_what_they_are_about() -> None:
    """Or by their recipient alone, where they are about neither an account nor an order."""
    by_recipient = {"back_in_stock", "order_link", "registration_link"}
    shown = {*MAILS_ABOUT_ACCOUNTS, *MAILS_ABOUT_ORDERS, "shipping_notice", "return_news"}
    templates = {path.stem for path in (ROOT / "templates" / "mail").glob("[a-z]*.txt")}

    assert templates == shown | by_recipient


def test_no_collection_is_on_it_twice() -> None:
    assert len(ON_THE_MAP) == len(HOLDINGS)


def test_the_page_for_people_has_every_row() -> None:
    rows = re.findall(r"^\| `?([\w -]+?)`? \|", (ROOT / "docs" / "privacy.md").read_text(), re.MULTILINE)

    assert {holding.name for holding in HOLDINGS} - set(rows) == set()
    assert set(OUTSIDE) - set(rows) == set()
