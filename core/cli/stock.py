"""Commands about stock."""

from datetime import datetime

import click

from core.cli.main import opened, plainly, shop

ACTOR = click.option("--actor", default="shop", show_default=True, help="Who the audit says has done it.")


@shop.group()
def stock() -> None:
    """What lies where, and what is sold before it is there."""


@stock.command()
@click.argument("sku")
@click.argument("location")
@click.argument("buckets", type=int)
@ACTOR
@plainly
def spread(sku: str, location: str, buckets: int, actor: str) -> None:
    """Spread a hot item over so many documents; 1 gathers it again."""
    from core.inventory.spreading import spread_item

    opened()
    spread_item(sku, location, buckets, actor=actor)
    click.echo(f"{sku} in {location} is spread over {buckets}" if buckets > 1 else f"{sku} is gathered")


@stock.command()
@click.argument("sku")
@click.argument("limit", type=int)
@click.option("--kind", default="back-order", show_default=True, help="back-order or pre-order.")
@click.option("--ships-from", type=click.DateTime(["%Y-%m-%d"]), help="The day of the shop it is sent from.")
@ACTOR
@plainly
def ahead(sku: str, limit: int, kind: str, ships_from: datetime | None, actor: str) -> None:
    """Sell so many pieces before they are there; 0 sells none."""
    from core.clock import begins
    from core.inventory.ahead import sell_ahead

    opened()
    day = begins(ships_from.date()) if ships_from else None
    sell_ahead(sku, limit, kind=kind, ships_from=day, actor=actor)
    click.echo(f"at most {limit} of {sku} are sold ahead")
