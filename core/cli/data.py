"""Commands that bring data in."""

from pathlib import Path

import click

from core.cli.main import opened, plainly, shop
from core.cli.progress import progress

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@shop.group(name="import")
def import_() -> None:
    """Load markets, shelves, goods or collections from a file."""


@import_.command(name="markets")
@click.argument("file", type=FILE)
@plainly
def import_markets(file: Path) -> None:
    """Markets, stock locations and delivery rates, from JSON."""
    from core.imports import services

    opened()
    click.echo(f"{services.import_markets(file)} markets")


@import_.command(name="categories")
@click.argument("file", type=FILE)
@plainly
def import_categories(file: Path) -> None:
    """The tree of shelves, from JSON."""
    from core.imports import services

    opened()
    click.echo(f"{services.import_categories(file)} categories")


@import_.command(name="collections")
@click.argument("file", type=FILE)
@plainly
def import_collections(file: Path) -> None:
    """Collections by hand or by rule, from JSON."""
    from core.imports import services

    opened()
    click.echo(f"{services.import_collections(file)} collections")


@import_.command(name="products")
@click.argument("file", type=FILE)
@plainly
def import_products(file: Path) -> None:
    """Goods with prices and opening stock, from JSON lines."""
    from core.imports import services

    opened()
    with progress("products") as on:
        count = services.import_products(file, on)
    click.echo(f"{count} products")


@import_.command(name="synonyms")
@click.argument("file", type=FILE)
@plainly
def import_synonyms(file: Path) -> None:
    """Words that stand for others in searches, per language, from JSON."""
    from core.imports import services

    opened()
    click.echo(f"{services.import_synonyms(file)} words and phrases stand for others")


@shop.group()
def products() -> None:
    """What the shop sells."""


@products.command()
@click.argument("handle")
@click.argument("address")
@click.option("--locale", help="In that language only; else in all that have no address of their own.")
@plainly
def rename(handle: str, address: str, *, locale: str | None) -> None:
    """Let a product be found under another address; the old one leads there."""
    from core.audit.services import SYSTEM
    from core.catalog.moves import rename_product

    opened()
    rename_product(handle, address, locale=locale, actor=SYSTEM)
    click.echo(f"{handle} is at {address}")


@shop.group()
def promotions() -> None:
    """Prices that are lower under conditions."""


@promotions.command(name="import")
@click.argument("file", type=FILE)
@plainly
def import_promotions(file: Path) -> None:
    """Make promotions what a JSON file says; those that it does not name stay."""
    from core.imports import services

    opened()
    click.echo(f"{services.import_promotions(file)} promotions")


@promotions.command(name="switch")
@click.argument("promotion")
@click.argument("state", type=click.Choice(["on", "off"]))
@plainly
def switch_promotion(promotion: str, state: str) -> None:
    """Let a promotion apply, or apply no more."""
    from core.audit.services import SYSTEM
    from core.promotions.services import switch

    opened()
    switch(promotion, on=state == "on", actor=SYSTEM)
    click.echo(f"{promotion} is {state}")


@shop.command()
@click.option("--products", type=click.IntRange(1, 1_000_000), help="Make up that many products.")
@click.option(
    "--seed", "start", type=int, default=1, show_default=True, help="The same number, the same goods."
)
@click.option("--catalogue", type=FILE, help="Load a benchmark catalogue (JSON lines) into --market.")
@click.option("--market", default="us", show_default=True)
@plainly
def seed(products: int | None, start: int, catalogue: Path | None, market: str) -> None:
    """Fill the catalogue for measuring."""
    from core.imports import services

    if (products is None) == (catalogue is None):
        raise click.UsageError("Give either --products or --catalogue.")
    opened()
    with progress("products") as on:
        if catalogue:
            count = services.import_catalogue(catalogue, market, on)
        else:
            count = services.seed(products or 0, start, on)
    click.echo(f"{count} products")
