"""Next.js: one signed call per replica to its revalidation route."""

import hashlib
import hmac
import json
from collections.abc import Sequence

import requests

from core import clock
from core.db import outside_call
from core.storefront.ports import StorefrontAway

SECONDS = (2.0, 5.0)
TAKEN = range(200, 300)
"""A redirection is none of it: it is not followed, so nobody has heard."""
PATH = "/api/revalidate"


class NextjsStorefront:
    """Tells every replica which tags are stale.

    The body is `{tags, version, sentAt}`; `X-Quayside-Signature` is `t=<seconds>,v1=<hex>`, the HMAC-SHA256
    with the shared secret of `<seconds>.` and the exact body. A storefront refuses what is older than five
    minutes, and may tell an older call from a newer by `version`.
    """

    def __init__(self, urls: Sequence[str], secret: str) -> None:
        self._urls = urls
        self._secret = secret

    @outside_call
    def revalidate(self, tags: Sequence[str], version: int) -> None:
        now = clock.now()
        body = json.dumps({"tags": list(tags), "version": version, "sentAt": clock.rfc3339(now)}).encode()
        headers = {
            "Content-Type": "application/json",
            "X-Quayside-Signature": signature(self._secret, body, int(now.timestamp())),
        }
        deaf = [fault for url in self._urls if (fault := self._tell(url, body, headers))]
        if deaf:
            raise StorefrontAway("; ".join(deaf))

    def _tell(self, url: str, body: bytes, headers: dict[str, str]) -> str | None:
        """What went wrong, if anything: one replica that is away does not keep the others from hearing."""
        try:
            answer = requests.post(
                f"{url}{PATH}", data=body, headers=headers, timeout=SECONDS, allow_redirects=False
            )
        except requests.RequestException:
            return f"{url} does not answer"
        return None if answer.status_code in TAKEN else f"{url} answers {answer.status_code}"


def signature(secret: str, body: bytes, seconds: int) -> str:
    mac = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={mac.hexdigest()}"
