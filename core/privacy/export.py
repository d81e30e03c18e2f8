"""All that the shop holds of somebody, for them to read and for other machines (GDPR, articles 15 and 20)."""

import base64
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import orjson
from bson import ObjectId

from core import clock
from core.audit.services import record
from core.db import outside_call, transactional
from core.payments.ports import CardVault
from core.privacy.elsewhere import OUTSIDE
from core.privacy.errors import NobodyKnown
from core.privacy.holdings import HOLDINGS, Holding
from core.privacy.models import digest_of
from core.privacy.people import Person, person_of

FORMAT = 1
Progress = Callable[[int], None]


@outside_call
def export_of(
    email: str, vault: CardVault | None, *, actor: str, on: Progress = lambda _: None
) -> Mapping[str, Any]:
    """Everything on the map, record by record: `{format, exportedAt, email, records, cards, elsewhere}`.

    `records` has for each collection why it is kept, how long, and the documents as they are, secrets left out.
    That it was handed out is recorded. Raises NobodyKnown, GatewayAway.
    """
    person = person_of(email)
    records = {holding.name: _told(holding, person, on) for holding in HOLDINGS}
    if not any(told["documents"] for told in records.values()):
        raise NobodyKnown
    cards = [card for payer in sorted(person.payers) for card in vault.cards_of(payer)] if vault else []
    _note(email, actor)
    return {
        "format": FORMAT,
        "exportedAt": clock.now(),
        "email": email,
        "records": records,
        "cards": [{"brand": card.brand, "last4": card.last4} for card in cards],
        "elsewhere": dict(OUTSIDE),
    }


def as_json(exported: Mapping[str, Any]) -> bytes:
    """As UTF-8; times in RFC 3339, pictures and other bytes that are no text in base64."""
    return orjson.dumps(
        exported, default=_plain, option=orjson.OPT_INDENT_2 | orjson.OPT_PASSTHROUGH_DATETIME
    )


def _told(holding: Holding, person: Person, on: Progress) -> Mapping[str, Any]:
    documents = []
    for row in holding.document._get_collection().find(holding.of(person)):
        documents.append({name: value for name, value in row.items() if name not in holding.hidden})
        on(1)
    return {"why": holding.why, "kept": holding.until, "documents": documents}


@transactional
def _note(email: str, actor: str) -> None:
    record(actor, "export_person", f"person:{digest_of(email)}")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return clock.rfc3339(value)
    if isinstance(value, ObjectId):
        return str(value)
    if isinstance(value, bytes):
        return _text(value)
    raise TypeError(type(value).__name__)


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return base64.b64encode(value).decode()
