"""Commands about keys for machines."""

import click

from core.cli.main import opened, plainly, shop

ACTOR = click.option("--actor", default="shop", show_default=True, help="Who the audit says has done it.")


@shop.group()
def keys() -> None:
    """Keys with which machines ask the shop: an ERP, a price import, a warehouse."""


@keys.command()
@click.argument("name")
@click.argument("scopes", nargs=-1, required=True)
@click.option("--days", type=int, default=365, show_default=True, help="How long it is good.")
@ACTOR
@plainly
def create(name: str, scopes: tuple[str, ...], days: int, actor: str) -> None:
    """Make a key for the machine NAME, such as `shop keys create erp stock:write orders:read`.

    The key is the only line on stdout, and shown nowhere else.
    """
    from core.keys.services import issue_key

    opened()
    key, text = issue_key(name, scopes, actor=actor, days=days)
    click.echo(text)
    click.echo(f"{key.id} for {name}, until {key.expires_at:%Y-%m-%d}: {', '.join(key.scopes)}", err=True)


@keys.command()
@click.argument("key_id")
@click.option(
    "--hours", type=int, default=24, show_default=True, help="How long the old one is good beside it."
)
@click.option("--days", type=int, default=365, show_default=True, help="How long the new one is good.")
@ACTOR
@plainly
def rotate(key_id: str, hours: int, days: int, actor: str) -> None:
    """Make another key for the same machine; the old one goes on for a while."""
    from core.keys.services import rotate_key

    opened()
    key, text = rotate_key(key_id, actor=actor, days=days, hours=hours)
    click.echo(text)
    click.echo(f"{key.id} takes the place of {key_id}, which is good for {hours} hours more", err=True)


@keys.command(name="list")
@plainly
def list_() -> None:
    """Every key: its name, state, scopes, end and last use."""
    from core.keys.queries import keys

    opened()
    for key in keys():
        used = f"used {key.last_used_at:%Y-%m-%d %H:%M} UTC" if key.last_used_at else "never used"
        told = (key.id, key.name, key.state, key.shown, f"until {key.expires_at:%Y-%m-%d}", used)
        click.echo("  ".join((*told, ",".join(key.scopes))))


@keys.command()
@click.argument("key_id")
@ACTOR
@plainly
def end(key_id: str, actor: str) -> None:
    """End a key: from the next request on it opens nothing."""
    from core.keys.services import end_key

    opened()
    end_key(key_id, actor=actor)
    click.echo(f"{key_id} has ended")
