"""Commands about people who work in the console: what becomes of them."""

import click

from core.cli.main import opened, plainly
from core.cli.stock import ACTOR
from core.cli.upkeep import staff


@staff.command()
@click.argument("email")
@click.argument("new_role", metavar="ROLE")
@ACTOR
@plainly
def role(email: str, new_role: str, actor: str) -> None:
    """Give somebody another role: owner, fulfilment, catalogue or viewer. Their sessions end."""
    from core.staff.standing import change_role

    opened()
    change_role(email, new_role, actor=actor)
    click.echo(f"{email} is {new_role} from now on")


@staff.command()
@click.argument("email")
@ACTOR
@plainly
def deactivate(email: str, actor: str) -> None:
    """Let somebody in no more: their sessions end, and they cannot sign in."""
    from core.staff import standing

    opened()
    standing.deactivate(email, actor=actor)
    click.echo(f"{email} is signed out and cannot sign in")


@staff.command()
@click.argument("email")
@ACTOR
@plainly
def reactivate(email: str, actor: str) -> None:
    """Let somebody in again who was deactivated."""
    from core.staff import standing

    opened()
    standing.reactivate(email, actor=actor)
    click.echo(f"{email} can sign in")


@staff.command()
@click.argument("email")
@ACTOR
@plainly
def end_sessions(email: str, actor: str) -> None:
    """End all sessions of somebody: after a device was lost, say."""
    from core.staff import standing

    opened()
    standing.end_sessions(email, actor=actor)
    click.echo(f"{email} has to sign in again")


@staff.command()
@click.argument("email")
@ACTOR
@plainly
def new_password(email: str, actor: str) -> None:
    """Print a first password once more, for somebody who has lost theirs. Their sessions end.

    It is good for 72 hours, and only to choose another one.
    """
    from core.staff.passwords import give_first_password

    opened()
    first = give_first_password(email, actor=actor)
    click.echo(f"{email} can sign in within 72 hours, and chooses a password then. The first one: {first}")


@staff.command()
@click.argument("email")
@ACTOR
@plainly
def reset_factor(email: str, actor: str) -> None:
    """Take the second factor of somebody away who has lost it, recovery codes and all. Their sessions end.

    The password alone is good then, until they have set up another: be sure who asks.
    """
    from core.staff import second_factor

    opened()
    second_factor.reset_factor(email, actor=actor)
    click.echo(f"{email} has no second factor, and has to sign in again")


@staff.command()
@click.argument("email")
@click.argument("markets", nargs=-1)
@ACTOR
@plainly
def bind(email: str, markets: tuple[str, ...], actor: str) -> None:
    """Bind somebody to MARKETS, such as `eu`; to none, and the whole shop is theirs. Their sessions end."""
    from core.staff import standing

    opened()
    standing.bind(email, markets, actor=actor)
    click.echo(f"{email} is bound to {', '.join(markets)}" if markets else f"{email} sees the whole shop")


@staff.command()
@ACTOR
@plainly
def reseal(actor: str) -> None:
    """Close all second factors with the newest SHOP_CONSOLE_SECRET_KEY, before an older one is dropped."""
    from core.staff import resealing

    opened()
    done = resealing.reseal(actor=actor)
    click.echo(f"{done.count} second factors are sealed anew, {len(done.void)} are void")
    for email in done.void:
        click.echo(f"{email} has to set up another: shop staff reset-factor {email}")
