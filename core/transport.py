"""What may go over a network in the clear: nothing, but to this very machine."""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, urlsplit

from core.openid import HERE

YES = ("true", "1")
UNCHECKED = ("tlsinsecure", "tlsallowinvalidcertificates", "tlsallowinvalidhostnames")
UNIX = ".sock"


def is_sealed_mongodb(uri: str) -> bool:
    """Whether TLS is demanded and certificates are checked; `mongodb+srv` is TLS unless it says otherwise."""
    scheme, told = uri.partition("://")[0], options_of(uri)
    if is_here_mongodb(uri):
        return True
    tls = told.get("tls", told.get("ssl", str(scheme == "mongodb+srv").lower()))
    return tls in YES and not any(told.get(name) in YES for name in UNCHECKED)


def is_sealed_redis(url: str) -> bool:
    parts = urlsplit(url)
    told = parse_qs(parts.query)
    is_signed = set(told.get("ssl_cert_reqs", ())) <= {"required"}
    is_named = all(one.lower() in YES for one in told.get("ssl_check_hostname", ()))
    return is_here_redis(url) or (parts.scheme == "rediss" and is_signed and is_named)


def is_here_mongodb(uri: str) -> bool:
    """Whether every member that is named is on this very machine."""
    scheme, _, rest = uri.partition("://")
    where = rest.partition("?")[0].rpartition("@")[2].partition("/")[0]
    return scheme == "mongodb" and all(_is_here(host) for host in where.split(","))


def is_here_redis(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "unix" or parts.hostname in HERE


def options_of(uri: str) -> dict[str, str]:
    """The options of a connection string of MongoDB, in lower case."""
    told = parse_qs(uri.partition("?")[2])
    return {name.lower(): values[-1].lower() for name, values in told.items()}


def is_sealed_http(urls: str) -> bool:
    """Of one address, or of several that are separated by commas."""
    parts = [urlsplit(url.strip()) for url in urls.split(",") if url.strip()]
    return all(one.scheme == "https" or one.hostname in HERE for one in parts)


def is_here(url: str) -> bool:
    """Whether it is the address of this very machine."""
    return urlsplit(url).hostname in HERE


def _is_here(host: str) -> bool:
    name = host[1 : host.find("]")] if host.startswith("[") else host.partition(":")[0]
    return name in HERE or host.lower().endswith(UNIX)


INSIDE: Mapping[str, Callable[[str], bool]] = {
    "mongodb_uri": is_sealed_mongodb,
    "redis_url": is_sealed_redis,
    "storefront_url": is_sealed_http,
}
"""Settings whose line may be in a network that seals by itself."""
OUTSIDE: Mapping[str, Callable[[str], bool]] = {
    "stripe_api_base": is_sealed_http,
    "contentful_api_base": is_sealed_http,
    "contentful_preview_api_base": is_sealed_http,
    "segment_api_base": is_sealed_http,
}
"""Settings of services that are reached over the internet."""


def in_the_clear(addresses: Mapping[str, str], *, is_network_trusted: bool) -> list[str]:
    """The names, of addresses by setting, of those that would go in the clear. What is empty goes nowhere."""
    judges = OUTSIDE if is_network_trusted else {**INSIDE, **OUTSIDE}
    return [name for name, judge in judges.items() if addresses[name] and not judge(addresses[name])]
