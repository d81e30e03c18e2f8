"""Signing webhooks as Contentful does (request verification of its documentation).

The canonical text is `METHOD`, the encoded path, the signed headers and the body, joined by line breaks; its
HMAC-SHA256 in hex, keyed with the space's secret, is the signature. A signature is good for 30 s.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

SIGNATURE = "x-contentful-signature"
SIGNED_HEADERS = "x-contentful-signed-headers"
TIMESTAMP = "x-contentful-timestamp"
TIME_TO_LIVE_MS = 30_000

SECRET = re.compile(r"[0-9a-zA-Z+/=_-]{64}")
KEPT_BY_ENCODE_URI = ";,/?:@&=+$-_.!~*'()#"
KEPT_BY_ESCAPE = "-_.!~*'()"


def is_secret(text: str) -> bool:
    """Whether *text* is what Contentful takes for a signing secret: exactly 64 characters of a small set."""
    return SECRET.fullmatch(text) is not None


def sign(
    secret: str, method: str, path: str, headers: Mapping[str, str], body: bytes, at_ms: int
) -> dict[str, str]:
    """*headers* and the three that make the request verifiable; all names in lower case.

    *path* is the request target with its query, as it goes over the wire; *at_ms* counts from 1970.
    Every header given is signed, and so are the timestamp and the list of names itself.
    """
    lowered = {name.lower(): value.strip() for name, value in headers.items()}
    names = sorted({*lowered, SIGNED_HEADERS, TIMESTAMP})
    stamped = {**lowered, SIGNED_HEADERS: ",".join(names), TIMESTAMP: str(at_ms)}
    return {**stamped, SIGNATURE: signature(secret, method, path, stamped, names, body)}


def signature(
    secret: str, method: str, path: str, headers: Mapping[str, str], names: Iterable[str], body: bytes
) -> str:
    text = canonical(method, path, headers, names, body)
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def canonical(method: str, path: str, headers: Mapping[str, str], names: Iterable[str], body: bytes) -> bytes:
    """The text that is signed; *headers* in lower case, *names* those of them that count."""
    head = ";".join(f"{name}:{headers[name].strip()}" for name in sorted(names) if name in headers)
    return "\n".join([method.upper(), encoded_path(path), head, ""]).encode() + body


def encoded_path(path: str) -> str:
    """*path* as JavaScript's encodeURI leaves it, its query escaped once before, as the toolkit does."""
    bare, mark, query = path.partition("?")
    return quote(f"{bare}{mark}{quote(query, safe=KEPT_BY_ESCAPE)}", safe=KEPT_BY_ENCODE_URI)
