"""Commands that look after the mirror of Contentful."""

import sys
from pathlib import Path

import click

from core.cli.main import opened, plainly, shop
from core.cli.progress import progress


@shop.group()
def content() -> None:
    """The mirror of Contentful."""


@content.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@plainly
def content_import(file: Path) -> None:
    """Load a Contentful space export; entries with a price become goods."""
    from core.imports import services

    opened()
    with progress("entries, assets and products") as on:
        things, goods = services.import_content(file, on)
    click.echo(f"{things} entries and assets, {goods} products")


@content.command(name="sync")
@click.option("--full", is_flag=True, help="Read everything anew, not only what has changed.")
@plainly
def content_sync(*, full: bool) -> None:
    """Read from Contentful what has changed since the last time."""
    from core.content import services

    source = opened().content
    count = 0

    def counted(more: int) -> None:
        nonlocal count
        count += more
        on(more)

    with progress("entries and assets") as on:
        services.sync(source, full=full, progress=counted)
    click.echo(f"{count} entries and assets read")


@content.command(name="check")
@click.option("--repair", is_flag=True, help="Make the mirror what the source delivers.")
@plainly
def content_check(*, repair: bool) -> None:
    """Compare the whole mirror with Contentful; exit code 0 only if it is in step, or has been repaired.

    Languages without words and links that lead nowhere are named too: the editors repair those.
    """
    from core.content import services
    from core.content.comparison import compare_now
    from core.content.differences import DRIFT

    source = opened().content
    services.sync(source)
    with progress("entries and assets looked at") as on:
        found = compare_now(source, repair=repair, progress=on)
    for example in found.examples:
        where = f" {example['field']}" if example["field"] else ""
        click.echo(f"{example['kind']}: {example['thing']} {example['id']}{where}: {example['detail']}")
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(found.counts.items()))
    click.echo(counted or "the mirror is in step")
    drifted = any(found.counts.get(kind) for kind in DRIFT)
    if drifted:
        click.echo("repaired" if repair else "`shop content check --repair` repairs what has drifted")
    sys.exit(1 if drifted and not repair else 0)


@content.command(name="preview")
@click.argument("kind", type=click.Choice(["home", "product", "category", "content", "post"]))
@click.argument("slug", default="")
@click.option("--market", help="Default: the shop's first one.")
@click.option("--locale", help="Default: the first one of the market.")
@plainly
def content_preview(kind: str, slug: str, market: str | None, locale: str | None) -> None:
    """Print a link that shows the draft of a page for fifteen minutes."""
    from core.markets.queries import locale_of, market_named
    from core.pages.preview import Previewed, link_to

    settings = opened().settings
    sold_in = market_named(market)
    page = Previewed(kind, slug, sold_in.code, locale_of(sold_in, locale))
    click.echo(link_to(page, settings.storefront_urls, settings.secret_ring))
