"""Commands about accounts of customers: who is signed in, and who may be."""

import click

from core.cli.main import opened, plainly, shop
from core.cli.stock import ACTOR

REASON = click.option("--reason", help="Why; the audit keeps it.")


@shop.group()
def customers() -> None:
    """Accounts of customers."""


@customers.command()
@click.argument("email")
@REASON
@ACTOR
@plainly
def end_sessions(email: str, reason: str | None, actor: str) -> None:
    """End all that is signed in to an account: its owner signs in again."""
    from core.customers import standing

    opened()
    standing.end_sessions(_id_of(email), actor=actor, reason=reason)
    click.echo(f"{email} has to sign in again")


@customers.command()
@click.argument("email")
@REASON
@ACTOR
@plainly
def disable(email: str, reason: str | None, actor: str) -> None:
    """Sign somebody out and let them in no more. Orders, carts and credit stay."""
    from core.customers import standing

    opened()
    standing.disable(_id_of(email), actor=actor, reason=reason)
    click.echo(f"{email} is signed out and cannot sign in")


@customers.command()
@click.argument("email")
@REASON
@ACTOR
@plainly
def enable(email: str, reason: str | None, actor: str) -> None:
    """Let somebody in again who was disabled."""
    from core.customers import standing

    opened()
    standing.enable(_id_of(email), actor=actor, reason=reason)
    click.echo(f"{email} can sign in")


def _id_of(email: str) -> str:
    from core.customers.errors import CustomerNotFound
    from core.customers.queries import customer_of
    from core.mailboxes import sought

    customer = customer_of(sought(email))
    if customer is None:
        raise CustomerNotFound(f"Nobody has an account with {email!r}.")
    return customer.id
