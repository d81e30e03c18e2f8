"""Whom the shop's clients may call: the hosts that the settings name, and no other (ASVS 5.0, 13.2.4 and 13.2.5).

It is asked where a name is looked up by `getaddrinfo`, as every client and library of ours does. It keeps a mistake
or a made-up address from leading elsewhere; it is no wall against whoever runs code here already, who may look names
up in other ways. That wall is the network's (`k8s/base/network.yaml`).
"""

import socket
import sys
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from core import log
from core.openid import GOOGLE, HERE, OpenIdSettings
from core.settings import Settings

ANYWHERE_HERE = frozenset({*HERE, "", "0.0.0.0", "::"})  # noqa: S104  # nosec B104  # what this machine is called
MONGODB_PORT = 27_017
OF_GOOGLE = ("oauth2.googleapis.com", "openidconnect.googleapis.com", "www.googleapis.com")
"""Where the provider of that issuer has its endpoints; those of others are at the issuer's or in the settings."""
LOOKUPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


class NotOnTheList(OSError):
    """A host that no setting names was to be called."""


class _List:
    """Of this process; None before its shop is there, and then nobody is kept from anything."""

    hosts: frozenset[str] | None = None
    ports: frozenset[int] = frozenset()
    domains: tuple[str, ...] = ()
    is_watched = False


def keep_to(settings: Settings) -> None:
    """From now on this process calls the hosts of those settings, and no other. Again, with others, it is those."""
    _keep(hosts_of(settings), frozenset(_ports_of_mongodb(settings)), tuple(_domains_of_mongodb(settings)))


def keep_to_one(url: str, more: str) -> None:
    """As `keep_to`, for a process without a shop: the host of *url*, and *more* as SHOP_OUTGOING_HOSTS has them."""
    named = (urlsplit(one if "://" in one else f"//{one}").hostname or "" for one in (url, *_proxies()))
    _keep(frozenset(host.lower() for host in (*named, *_several(more)) if host), frozenset(), ())


def _keep(hosts: frozenset[str], ports: frozenset[int], domains: tuple[str, ...]) -> None:
    _List.hosts, _List.ports, _List.domains = hosts, ports, domains
    if not _List.is_watched:  # what watches cannot be taken away
        _List.is_watched = True
        sys.addaudithook(_watch)


def hosts_of(settings: Settings) -> frozenset[str]:
    """The hosts that those settings name, in lower case."""
    urls = (
        settings.redis_url.get_secret_value(),
        settings.stripe_api_base,
        settings.contentful_api_base,
        settings.preview_api_base,
        settings.segment_api_base,
        settings.smtp_url.get_secret_value() if settings.smtp_url else "",
        *settings.storefront_urls,
        *_proxies(),
    )
    named = (host for provider in settings.oidc_providers for host in _of(provider))
    hosts = (
        *(urlsplit(url if "://" in url else f"//{url}").hostname or "" for url in urls),
        *_of_mongodb(settings),
        *_own(settings),
        *named,
        *_several(settings.outgoing_hosts),
    )
    return frozenset(host.lower() for host in hosts if host)


def _proxies() -> Iterator[str]:
    return (proxy for scheme, proxy in getproxies().items() if scheme != "no")


def _several(hosts: str) -> Iterator[str]:
    return (host.strip() for host in hosts.split(","))


def _own(settings: Settings) -> Iterator[str]:
    """What this machine is called, and where it listens: that is looked up as well."""
    yield socket.gethostname()
    for bind in (settings.bff_bind, settings.admin_bind, settings.metrics_bind, settings.worker_metrics_bind):
        yield (bind or "").rpartition(":")[0].strip("[]")


def _of(provider: OpenIdSettings) -> Iterator[str]:
    yield urlsplit(provider.authority).hostname or ""
    yield from OF_GOOGLE if provider.authority == GOOGLE else ()


def _of_mongodb(settings: Settings) -> Iterable[str]:
    return (host.rpartition("@")[2].rpartition(":")[0] or host for host in _seeds(settings))


def _ports_of_mongodb(settings: Settings) -> Iterator[int]:
    """Members of a replica set tell of each other by names that no setting has: they are known by their port."""
    yield MONGODB_PORT
    for seed in _seeds(settings):
        port = seed.rpartition(":")[2]
        if port.isdecimal():
            yield int(port)


def _domains_of_mongodb(settings: Settings) -> Iterator[str]:
    """Members that an SRV record tells of are below the domain of its name, on any port (MongoDB DNS seedlist)."""
    if settings.mongodb_uri.get_secret_value().startswith("mongodb+srv://"):
        yield from (seed.lower()[seed.index(".") :] for seed in _seeds(settings) if "." in seed)


def _seeds(settings: Settings) -> list[str]:
    _, _, rest = settings.mongodb_uri.get_secret_value().partition("://")
    return rest.partition("/")[0].partition("?")[0].rpartition("@")[2].split(",")


def _watch(event: str, facts: tuple[Any, ...]) -> None:
    if event not in LOOKUPS or _List.hosts is None:
        return
    host = facts[0].decode("ascii", "replace") if isinstance(facts[0], bytes) else str(facts[0] or "")
    name = host.rstrip(".").lower()
    port = facts[1] if len(facts) > 1 else None
    if name in ANYWHERE_HERE or name in _List.hosts or port in _List.ports:
        return
    if name.endswith(_List.domains):
        return
    log.get(__name__).error("host_not_on_the_list", host=name)
    raise NotOnTheList(f"{name} is named by no setting")
