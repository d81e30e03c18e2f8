"""Which addresses from data may be called: public ones alone, judged by where they lead and not by their name."""

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from urllib.parse import quote, urlsplit

from core.fetching import AddressAway, AddressRefused

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int, float], Sequence[str]]
LONGEST_URL = 2_048
UNICAST = ipaddress.ip_network("2000::/3")
LEADS_ELSEWHERE = tuple(map(ipaddress.ip_network, ("2002::/16", "2001::/23", "168.63.129.16/32")))
"""6to4 and Teredo hide an IPv4 address; the last is what a large cloud answers its own machines at."""
SAFE_IN_PATH = "/%:@!$&'()*+,;=~-._"
SAFE_IN_QUERY = f"{SAFE_IN_PATH}?"


class Target:
    """An address taken apart: what can be judged of it without asking anybody. Raises AddressRefused."""

    def __init__(self, url: str, *, schemes: Sequence[str], ports: Sequence[int]) -> None:
        if len(url) > LONGEST_URL or not url.isprintable() or set(url) & set(" \\"):
            raise AddressRefused("It is no address.")
        try:
            parts = urlsplit(url)
            self.scheme, self.host = parts.scheme, _host(parts.hostname or "")
            usual = {"https": 443, "http": 80}.get(parts.scheme, 0)
            self.port = usual if parts.port is None else parts.port
        except ValueError:
            raise AddressRefused("It is no address.") from None
        if self.scheme not in schemes:
            raise AddressRefused(f"Only {' and '.join(schemes)} is fetched.")
        if "@" in parts.netloc:
            raise AddressRefused("It carries a name or a password.")
        if self.port not in ports:
            raise AddressRefused(f"Port {self.port} is not called.")
        query = f"?{quote(parts.query, safe=SAFE_IN_QUERY)}" if parts.query else ""
        self.path = (quote(parts.path, safe=SAFE_IN_PATH) or "/") + query


def is_public(address: Ip) -> bool:
    """Whether anybody in the world may be there: not this machine, not this network, no cloud's own services."""
    if any(address in network for network in LEADS_ELSEWHERE if network.version == address.version):
        return False
    if isinstance(address, ipaddress.IPv6Address) and address not in UNICAST:
        return False
    return address.is_global and not address.is_multicast


def public_address_of(host: str, found: Sequence[str], may: Callable[[Ip], bool]) -> str:
    """The address to call. A name that leads to several, one of which may not be called, is refused as a whole."""
    addresses = [ipaddress.ip_address(address) for address in found]
    if not addresses:
        raise AddressAway(f"{host} is not known.")
    if not all(may(address) for address in addresses):
        raise AddressRefused("It leads where nothing from outside may lead.")
    return str(addresses[0])


def resolved(host: str, port: int, seconds: float) -> Sequence[str]:
    """Where that name leads, as this machine's resolver says within so many seconds. Raises AddressAway.

    The resolver cannot be told to hurry, so it is left behind when its time is over.
    """
    told: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()
    threading.Thread(target=lambda: told.put(_asked(host, port)), daemon=True).start()
    try:
        return told.get(timeout=max(0.001, seconds))
    except queue.Empty:
        raise AddressAway(f"{host} is not resolved in time.") from None


def _asked(host: str, port: int) -> Sequence[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def _host(name: str) -> str:
    """As DNS knows it. What ends in a number is an IPv4 address in four parts, or nothing (WHATWG URL, 4.4)."""
    if "%" in name:
        raise ValueError("a name of an interface of this machine")
    if ":" in name:
        return str(ipaddress.IPv6Address(name))
    host = name.rstrip(".").encode("idna").decode()
    last = host.rpartition(".")[2]
    if not last or last.isdigit() or last.startswith("0x"):
        return str(ipaddress.IPv4Address(host))
    return host
