"""Commands about addresses: redirects, and the pack that a storefront is built from."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli.data import FILE, import_
from core.cli.main import opened, plainly, shop
from core.cli.progress import progress
from core.key_ring import KeyRing
from core.settings import SettingsIncomplete, settings

if TYPE_CHECKING:
    from core.markets.models import Market

NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@import_.command(name="redirects")
@click.argument("file", type=FILE)
@plainly
def import_redirects(file: Path) -> None:
    """Old addresses and where they lead, from CSV: source,target,permanent."""
    from core.audit.services import SYSTEM
    from core.imports import redirects

    opened()
    with progress("redirects") as on:
        count = redirects.import_redirects(file, SYSTEM, on)
    click.echo(f"{count} redirects")


@shop.group()
def export() -> None:
    """Write what the shop knows to a file."""


@export.command(name="redirects")
@click.argument("file", type=NEW_FILE)
@plainly
def export_redirects(file: Path) -> None:
    """Every redirect, as CSV that can be imported."""
    from core.imports import redirects

    opened()
    click.echo(f"{redirects.export_redirects(file)} redirects")


@shop.group()
def paths() -> None:
    """Where the pages are, for a storefront that is built without a shop to ask."""


@paths.command(name="export")
@click.argument("file", type=NEW_FILE)
@click.option("--market", "codes", multiple=True, help="Only these markets; all of them otherwise.")
@click.option("--locale", "locales", multiple=True, help="Only these languages; all of them otherwise.")
@click.option("--pages", "routes", multiple=True, help="A page to put in, as in product/harbour-mug or home.")
@click.option("--all", "everything", is_flag=True, help="Put every page in.")
@plainly
def export_paths(
    file: Path, codes: tuple[str, ...], locales: tuple[str, ...], routes: tuple[str, ...], *, everything: bool
) -> None:
    """Write a build pack: every path, the layout, and the pages asked for, signed."""
    from core.markets.queries import market_named, markets
    from core.pages.packs import wanted_page, write_pack

    if everything and routes:
        raise click.UsageError("Give either --pages or --all.")
    opened()
    secret = _secret()
    chosen = [market_named(code) for code in codes] or list(markets().values())
    spoken = _spoken(locales, chosen)
    wanted = None if everything else [wanted_page(route) for route in routes]
    with progress("lines") as on:
        pack = write_pack(file, secret, chosen, spoken, wanted, on)
    click.echo(f"{pack.paths} paths, {pack.pages} pages, version {pack.version}")


@paths.command(name="verify")
@click.argument("file", type=FILE)
@plainly
def verify_paths(file: Path) -> None:
    """See whether a build pack is whole and was signed with this shop's secret."""
    from core.pages.packs import read_pack

    pack = read_pack(file, _secret())
    click.echo(f"{pack.paths} paths, {pack.pages} pages, version {pack.version}, of {pack.created_at}")


def _secret() -> KeyRing:
    """What packs are signed with: what the storefront knows already, to check purge calls."""
    secret = settings().revalidate_ring
    if not secret:
        raise SettingsIncomplete("SHOP_REVALIDATE_SECRET is missing: a build pack is signed with it")
    return secret


def _spoken(locales: tuple[str, ...], chosen: "Sequence[Market]") -> list[str]:
    """Those languages; every one of the markets where none is named. Raises UnknownLocale."""
    from core.markets.errors import UnknownLocale

    known = list(dict.fromkeys(locale for market in chosen for locale in market.locales))
    for locale in locales:
        if locale not in known:
            raise UnknownLocale(locale, known)
    return list(locales) or known
