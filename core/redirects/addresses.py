"""Paths and targets as people write them, in the one spelling that is kept and compared."""

import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

from core.redirects.errors import BadAddress

LONGEST = 1_000
PLAIN = "~:@!$&'()*+,;="
"""What a segment of a path may hold besides letters, digits and `-._` (RFC 3986, section 3.3)."""
ANYWHERE = PLAIN + "/?#[]%"
UNSAFE = re.compile(r"[\x00-\x20\x7f\\<>\"`^{|}]")


def spelled(path: str) -> str:
    """The one spelling of a path: no query, no fragment, no empty and no dot segments, no slash at its end,
    and percent-encoded only where it has to be.
    """
    kept: list[bytes] = []
    for written in re.split(r"[?#]", path, maxsplit=1)[0].split("/"):
        segment = unquote_to_bytes(written.encode("utf-8", "replace"))
        if segment == b"..":
            del kept[-1:]
        elif segment not in (b"", b"."):
            kept.append(segment)
    return "/" + "/".join(quote(segment, safe=PLAIN) for segment in kept)


def checked_source(text: str, *, field: str = "source") -> str:
    """The path in its one spelling. Raises BadAddress for what is no path of the shop, and for the front page."""
    path = spelled(_begun(text.strip(), field))
    if path == "/":
        raise BadAddress("The front page stays where it is.", field=field)
    return _short(path, field)


def checked_target(text: str, *, field: str = "target") -> str:
    """A path of the shop, its query and fragment kept, or an https address. Raises BadAddress."""
    written = text.strip()
    if fault := UNSAFE.search(written):
        raise BadAddress(f"An address has no {fault.group()!r} in it.", field=field)
    if written.startswith("/"):
        rest = re.search(r"[?#].*", written)
        tail = quote(rest.group(), safe=ANYWHERE) if rest else ""
        return _short(spelled(_begun(written, field)) + tail, field)
    return _short(_elsewhere(written, field), field)


def towards(target: str) -> str | None:
    """The path that a target leads to; None where it leads to another host."""
    return spelled(target) if target.startswith("/") else None


def _begun(text: str, field: str) -> str:
    if not text.startswith("/") or text.startswith("//"):
        raise BadAddress("A path begins with one slash, as in /product/old-mug.", field=field)
    return text


def _short(address: str, field: str) -> str:
    if len(address) > LONGEST:
        raise BadAddress(f"An address has at most {LONGEST:,} characters.", field=field)
    return address


def _elsewhere(written: str, field: str) -> str:
    """An https address with a plain host: no other scheme, no name and password in it."""
    try:
        parts = urlsplit(written)
        host, _ = parts.hostname, parts.port  # reading it raises for a port that is none
    except ValueError:
        raise BadAddress(f"{written[:100]!r} is not an address.", field=field) from None
    if parts.scheme != "https":
        raise BadAddress("A target is a path of the shop, or an address with https://.", field=field)
    if not host or "@" in parts.netloc or not parts.netloc.isascii():
        raise BadAddress("The address needs a plain host name.", field=field)
    return quote(parts.geturl(), safe=ANYWHERE)
