"""Next.js: one signed call per replica to its revalidation route."""

import hashlib
import hmac
import time
from collections.abc import Sequence

import orjson
import requests

from core import clock
from core.breaker import NoRoom, room_at
from core.db import outside_call
from core.key_ring import KeyRing
from core.storefront.ports import Reply

SECONDS = (2.0, 5.0)
"""To connect, and to answer."""
TAKEN = range(200, 300)
"""A redirection is none of it: it is not followed, so nobody has heard."""
PATH = "/api/revalidate"


class NextjsStorefront:
    """Tells a replica which tags are stale.

    The body is `{tags, version, sentAt}`; `X-Quayside-Signature` is `t=<seconds>,v1=<hex>`, the HMAC-SHA256
    with the shared secret of `<seconds>.` and the exact body. A storefront refuses what is older than five
    minutes, and may tell an older call from a newer by `version`. `docs/storefront.md` has the route.
    """

    def __init__(self, urls: Sequence[str], secret: KeyRing) -> None:
        """With no secret it knows the replicas, and tells them nothing."""
        self.replicas = tuple(dict.fromkeys(urls))
        self._secret = secret

    @outside_call
    def tell(self, replica: str, tags: Sequence[str], version: int) -> Reply:
        """The status alone counts: what else the replica sends is not read."""
        if not self._secret:
            return Reply(0, fault="is called by workers alone")
        began = time.monotonic()
        try:
            status = self._asked(replica, *signed_call(self._secret.newest, tags, version))
        except NoRoom:
            return Reply(_since(began), fault="is not called: too many are at the moment")
        except requests.Timeout:
            return Reply(_since(began), fault="does not answer in time")
        except requests.RequestException as error:
            return Reply(_since(began), fault=f"cannot be reached ({type(error).__name__})")
        return Reply(_since(began), status, None if status in TAKEN else f"answers {status}")

    def _asked(self, replica: str, body: bytes, headers: dict[str, str]) -> int:
        with (
            room_at("storefront"),
            requests.post(
                f"{replica}{PATH}",
                data=body,
                headers=headers,
                timeout=SECONDS,
                allow_redirects=False,
                stream=True,
            ) as answer,
        ):
            return int(answer.status_code)


def signed_call(secret: str, tags: Sequence[str], version: int) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a call, as of now."""
    now = clock.now()
    body = orjson.dumps({"tags": list(tags), "version": version, "sentAt": clock.rfc3339(now)})
    return body, {
        "Content-Type": "application/json",
        "X-Quayside-Signature": signature(secret, body, int(now.timestamp())),
    }


def signature(secret: str, body: bytes, seconds: int) -> str:
    mac = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={mac.hexdigest()}"


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1_000)
