"""Commands about people: what the shop knows of somebody, and forgetting them."""

import sys
from pathlib import Path

import click

from core.cli.main import opened, plainly, shop
from core.cli.progress import progress

NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
ACTOR = click.option("--actor", default="shop", show_default=True, help="Who the audit says has done it.")


@shop.group()
def gdpr() -> None:
    """What the shop holds of people."""


@gdpr.command()
@click.argument("email")
@click.option("--to", "file", type=NEW_FILE, help="Write to a file; else to standard output.")
@ACTOR
@plainly
def export(email: str, *, file: Path | None, actor: str) -> None:
    """All that is known of whoever reads the mails to EMAIL, as JSON; orders of a guest too."""
    from core.privacy.export import as_json, export_of

    wired = opened()
    with progress("records") as on:
        found = as_json(export_of(email, wired.vault, actor=actor, on=on))
    if file:
        file.touch(mode=0o600)
        file.write_bytes(found)
        click.echo(f"{file}: {len(found)} bytes")
    else:
        click.echo(found)


@gdpr.command()
@click.argument("email")
@click.option("--give-up-credit", is_flag=True, help="Store credit that is left is given up.")
@ACTOR
@plainly
def erase(email: str, *, give_up_credit: bool, actor: str) -> None:
    """Forget whoever reads the mails to EMAIL; orders and invoices stay without the person.

    Waits as long as an order, a payment or a return is open, and goes on by itself then: exit code 1. Killed, it is
    gone on with by a worker, or by the same command.
    """
    from core.privacy.models import ErasureState
    from core.privacy.services import ask_for_erasure, go_on

    wired = opened()
    erasure = ask_for_erasure(email, actor=actor, give_up_credit=give_up_credit)
    with progress("records") as on:
        erasure = go_on(erasure.id, wired.vault, on=on)
    if erasure.state == ErasureState.WAITING:
        for matter in erasure.waits_for:
            click.echo(f"open: {matter}")
        click.echo(f"{erasure.id} waits until that is over, and goes on by itself")
        sys.exit(1)
    for name, count in sorted(erasure.counts.items()):
        click.echo(f"{name}: {count}")
    click.echo(
        f"{erasure.id}: erased, asked for by {erasure.asked_by} at {erasure.asked_at:%Y-%m-%d %H:%M} UTC"
    )
