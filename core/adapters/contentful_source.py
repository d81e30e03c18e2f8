"""Contentful: the Sync API through the official SDK in raw mode. The only module that imports it."""

import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import contentful
import orjson
import requests
from contentful.errors import HTTPError as ContentfulError
from contentful.errors import RateLimitExceededError

from core import clock
from core.breaker import Guard
from core.content.errors import (
    AnswerTooLarge,
    BadContentSignature,
    SourceAway,
    SourceBusy,
    SyncTokenRefused,
)
from core.content.ports import PAGE, ContentEvent, ContentPage, Draft, SourceItem, SourceLocale
from core.db import outside_call
from core.key_ring import KeyRing

SECONDS = (2.0, 5.0)
"""To connect, and to wait for the next bytes."""
OLDEST_WEBHOOK_SECONDS = 300
REFUSED_TOKEN = (400, 404, 422)
BAD_REQUEST, SERVER_FAULT = 400, 500
TOO_LARGE = b"Response size too big"
"""How Contentful's 400 begins when an answer would be of more than 7 MB."""
NO_SUCH_TYPE = b"unknownContentType"
DEEPEST_DRAFT = 4
"""Levels of links that a preview reads as drafts; a page shows three, and Contentful follows at most ten."""
RESET = "X-Contentful-RateLimit-Reset"
USUAL_RESET_SECONDS = 1
MILLISECONDS = re.compile(r"[0-9]{10,16}")
KEPT_BY_ENCODE_URI = ";,/?:@&=+$-_.!~*'()#"

NO_TOKEN = "not-told"  # noqa: S105 - that there is none
"""The client wants one, also in a process that reads nothing but webhooks: Contentful refuses it."""


class ContentfulSource:
    """One space and environment of Contentful, read-only."""

    def __init__(
        self,
        *,
        space: str,
        environment: str,
        token: str | None,
        api_base: str,
        webhook_secrets: KeyRing,
        guard: Guard = nullcontext,
    ) -> None:
        address = urlsplit(api_base)
        self._guard = guard
        self._scheme, self._host = address.scheme, address.netloc
        self._webhook_secrets = webhook_secrets
        # content_type_cache would ask the network here; raw_mode leaves JSON as it came (numbers too).
        self._client = contentful.Client(
            space,
            token or NO_TOKEN,
            environment=environment,
            api_url=address.netloc,
            https=address.scheme == "https",
            content_type_cache=False,
            raw_mode=True,
            timeout_s=SECONDS,
            max_rate_limit_retries=0,
            max_rate_limit_wait=-1,  # else it would sleep before it says so, even where it does not retry
        )

    @outside_call
    def locales(self) -> list[SourceLocale]:
        return [
            SourceLocale(item["code"], item.get("fallbackCode"), bool(item.get("default")))
            for item in self._json(self._client.locales)["items"]
        ]

    @outside_call
    def changes(self, token: str | None, limit: int = PAGE) -> ContentPage:
        query = {"sync_token": token} if token else {"initial": True, "limit": limit}
        answer = self._json(lambda: self._client.sync(query), sync_token=token)
        items = answer["items"]
        following = answer.get("nextPageUrl") or answer.get("nextSyncUrl") or ""
        return ContentPage(
            entries=[_item(item) for item in items if item["sys"]["type"] == "Entry"],
            assets=[self._asset(item) for item in items if item["sys"]["type"] == "Asset"],
            deleted_entries=[item["sys"]["id"] for item in items if item["sys"]["type"] == "DeletedEntry"],
            deleted_assets=[item["sys"]["id"] for item in items if item["sys"]["type"] == "DeletedAsset"],
            token=parse_qs(urlsplit(following).query).get("sync_token", [None])[0],
            last="nextSyncUrl" in answer,
        )

    @outside_call
    def look_up(self, kind: str, ids: Sequence[str]) -> list[SourceItem]:
        if not ids:
            return []
        query = {"sys.id[in]": ",".join(ids), "locale": "*", "include": 0, "limit": len(ids)}
        ask = self._client.entries if kind == "entry" else self._client.assets
        try:
            items = self._json(lambda: ask(query))["items"]
        except AnswerTooLarge:
            return self._look_up_halves(kind, ids)
        return [self._asset(item) if kind == "asset" else _item(item) for item in items]

    def _look_up_halves(self, kind: str, ids: Sequence[str]) -> list[SourceItem]:
        """An answer was too large for Contentful to send; one thing alone that is, it never sends to anybody."""
        middle = len(ids) // 2
        if middle == 0:
            raise SourceAway(f"Contentful holds {kind} {ids[0]}, which is too large for it to send.")
        return [*self.look_up(kind, ids[:middle]), *self.look_up(kind, ids[middle:])]

    @outside_call
    def draft(self, entry_id: str | None, *, content_types: Sequence[str], slug: str) -> Draft | None:
        """Where this is a source of drafts: its token is one for the Preview API, and its address that one's."""
        by_slug = [{"content_type": name, "fields.slug": slug} for name in content_types]
        for which in [{"sys.id": entry_id}] if entry_id else by_slug:
            query = {**which, "locale": "*", "include": DEEPEST_DRAFT, "limit": 1}
            answer = self._json(self._asking(query), unknown=NO_SUCH_TYPE)
            if answer["items"]:
                return self._draft(answer["items"][0], answer.get("includes", {}))
        return None

    def _asking(self, query: dict[str, Any]) -> Callable[[], requests.Response]:
        return lambda: self._client.entries(query)

    def _draft(self, entry: Mapping[str, Any], includes: Mapping[str, Any]) -> Draft:
        return Draft(
            _item(entry),
            [_item(item) for item in includes.get("Entry", [])],
            [self._asset(item) for item in includes.get("Asset", [])],
        )

    def read_event(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> ContentEvent:
        """Verify as Contentful's request verification documents it: signed headers, path and body, and age."""
        lower = {name.lower(): value.strip() for name, value in headers.items()}
        signed = [
            name.strip() for name in lower.get("x-contentful-signed-headers", "").split(",") if name.strip()
        ]
        if not self._webhook_secrets:
            raise BadContentSignature("This process is told no secret for webhooks.")
        self._check_age(lower, signed)
        head = ";".join(f"{name}:{lower[name]}" for name in sorted(signed) if name in lower)
        text = "\n".join([method.upper(), quote(path, safe=KEPT_BY_ENCODE_URI), head, ""]).encode() + body
        given = lower.get("x-contentful-signature", "")
        good = (hmac.digest(one.encode(), text, "sha256").hex() for one in self._webhook_secrets)
        if not any(hmac.compare_digest(mine.encode(), given.encode()) for mine in good):
            raise BadContentSignature("The signature is not that of this request.")
        return ContentEvent(_event_id(lower, given), lower.get("x-contentful-topic", ""))

    def _check_age(self, headers: Mapping[str, str], signed: list[str]) -> None:
        stamp = headers.get("x-contentful-timestamp", "")
        if "x-contentful-timestamp" not in signed or not MILLISECONDS.fullmatch(stamp):
            raise BadContentSignature("The time is not signed.", field="X-Contentful-Timestamp")
        age = abs(clock.now().timestamp() - int(stamp) / 1000)
        if age > OLDEST_WEBHOOK_SECONDS:
            raise BadContentSignature("It is too old.", field="X-Contentful-Timestamp")

    def _json(
        self, call: Any, *, sync_token: str | None = None, unknown: bytes | None = None
    ) -> dict[str, Any]:
        """The answer; none at all where it is a 400 that says *unknown*."""
        with self._guard():
            response = self._answer(call)
        if response.status_code == BAD_REQUEST and TOO_LARGE in response.content:
            raise AnswerTooLarge
        if unknown and response.status_code == BAD_REQUEST and unknown in response.content:
            return {"items": []}
        if sync_token and response.status_code in REFUSED_TOKEN:
            raise SyncTokenRefused
        if not response.ok:
            raise SourceAway(f"Contentful answers {response.status_code}.")
        return _parsed(response)

    def _answer(self, call: Any) -> requests.Response:
        """Whatever it answers but 429 and 5xx, which say that it does not want to."""
        try:
            response: requests.Response = call()
        except RateLimitExceededError as error:
            raise SourceBusy(_reset_of(error.response)) from error
        except KeyError as error:  # what the SDK makes of a 429 that does not say how long
            raise SourceBusy(USUAL_RESET_SECONDS) from error
        except (requests.RequestException, ContentfulError) as error:
            raise SourceAway("Contentful does not answer; the last good copy stays.") from error
        if response.status_code >= SERVER_FAULT:
            raise SourceAway(f"Contentful answers {response.status_code}.")
        return response

    def _asset(self, item: Mapping[str, Any]) -> SourceItem:
        """An asset with full addresses: those of the API's own host speak the API's own scheme."""
        fields = item.get("fields", {})
        files = {code: self._addressed(file) for code, file in fields.get("file", {}).items()}
        return _item({**item, "fields": {**fields, "file": files} if files else fields})

    def _addressed(self, file: Mapping[str, Any]) -> dict[str, Any]:
        url = str(file.get("url", ""))
        ours = url.startswith(f"//{self._host}/")
        return {**file, "url": f"{self._scheme if ours else 'https'}:{url}" if url.startswith("//") else url}


def _parsed(response: requests.Response) -> dict[str, Any]:
    try:
        found: dict[str, Any] = orjson.loads(response.content)
    except orjson.JSONDecodeError as error:
        raise SourceAway("Contentful's answer is not JSON.") from error
    return found


def _reset_of(response: requests.Response) -> int:
    """Whole seconds until it answers again."""
    seconds = response.headers.get(RESET, "")
    return max(1, int(seconds)) if seconds.isascii() and seconds.isdigit() else USUAL_RESET_SECONDS


def _item(item: Mapping[str, Any]) -> SourceItem:
    sys = item["sys"]
    content_type = sys.get("contentType", {}).get("sys", {}).get("id")
    fields = item.get("fields", {})  # a draft may have none yet
    revision = int(sys.get("revision", 0))
    return SourceItem(sys["id"], revision, sys["updatedAt"], content_type, fields, sys.get("createdAt"))


def _event_id(headers: Mapping[str, str], signature: str) -> str:
    """Contentful's own key for a delivery, the same in each of its retries; else the signature."""
    return headers.get("x-contentful-idempotency-key") or signature
