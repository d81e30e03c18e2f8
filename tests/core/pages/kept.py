"""Kept pages in any number, as the builders leave them, without anything being built."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from core.pages.models import FORMAT, Page, page_id

START = datetime(2026, 3, 1, tzinfo=UTC)


def page(
    kind: str, key: str, market: str = "us", locale: str = "en-US", *, number: int = 0, **facts: Any
) -> dict[str, Any]:
    """A page about what its key says, unless another subject is given."""
    moment = START + timedelta(seconds=number)
    return {
        "_id": page_id(kind, key, market, locale),
        "kind": kind,
        "key": key,
        "market": market,
        "locale": locale,
        "subject": f"{kind}:{key}",
        "body": b"{}",
        "etag": "e",
        "tags": ["pages"],
        "cache_tag": "pages",
        "indexed": True,
        "version": 1,
        "format": FORMAT,
        "built_at": moment,
        "changed_at": moment,
        **facts,
    }


def keep(pages: Iterable[dict[str, Any]]) -> None:
    """Put them where the builders put theirs."""
    Page._get_collection().insert_many(list(pages), ordered=False)


def products(count: int, market: str = "us", locale: str = "en-US") -> Iterable[dict[str, Any]]:
    return (page("product", f"mug-{number:06}", market, locale, number=number) for number in range(count))
