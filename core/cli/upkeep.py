"""Commands that look after a shop."""

import sys

import click

from core.cli.main import opened, plainly, shop


@shop.command()
@plainly
def migrate() -> None:
    """Before a rollout: make indexes, run pending migrations. Safe to repeat."""
    from core.migrations import services
    from core.rights.checks import check_rights

    opened()
    check_rights()
    names = services.migrate()
    click.echo(f"indexes are there; migrations run: {', '.join(names) or 'none'}")


@shop.group()
def indexes() -> None:
    """The indexes of the database."""


@indexes.command()
@plainly
def ensure() -> None:
    """Make the indexes that are missing."""
    from core import db
    from core.migrations.services import ensure_indexes

    opened()
    db.check_server()
    click.echo(f"{ensure_indexes()} collections have their indexes")


@indexes.command()
@plainly
def check() -> None:
    """Name the indexes that are missing; exit code 1 if there are any."""
    from core.migrations.services import missing_indexes

    opened()
    missing = missing_indexes()
    for index in missing:
        click.echo(f"missing: {index}")
    sys.exit(1 if missing else 0)


@shop.group()
def staff() -> None:
    """People who work in the console."""


@staff.command()
@click.argument("email")
@click.option("--role", default="viewer", show_default=True, help="owner, fulfilment, catalogue or viewer.")
@click.option(
    "--password-stdin",
    is_flag=True,
    help="Take a password from standard input that stays: for shops that are tried out, never in production.",
)
@plainly
def create(email: str, role: str, *, password_stdin: bool) -> None:
    """Let somebody into the console. Does nothing when they have an account.

    Prints the password with which they come in first, once: it is good for 72 hours, and has to be replaced then.
    """
    from core.mailboxes import checked
    from core.staff.services import create_staff, invite_staff

    env = opened().settings.env
    if password_stdin and env == "production":
        raise click.UsageError(
            "In production first passwords are made, not given: leave --password-stdin out."
        )
    if password_stdin:
        made = create_staff(checked(email), sys.stdin.readline().rstrip("\n"), role)
        click.echo(f"{email} {'can sign in' if made else 'had an account already'}")
    elif first := invite_staff(checked(email), role):
        click.echo(
            f"{email} can sign in within 72 hours, and chooses a password then. The first one: {first}"
        )
    else:
        click.echo(f"{email} had an account already")


@shop.group()
def invariants() -> None:
    """The rules of conservation."""


@invariants.command(name="check")
@plainly
def check_invariants() -> None:
    """Check every conservation rule; exit code 0 only if all hold."""
    from core.checkout.invariants import violations

    opened()
    found = violations()
    for violation in found:
        click.echo(f"broken: {violation}")
    click.echo(f"{len(found)} rules broken" if found else "every rule holds")
    sys.exit(1 if found else 0)


@invariants.command()
@click.option("--actor", default="shop", show_default=True, help="Who the audit says has done it.")
@plainly
def repair(actor: str) -> None:
    """Put stock right as far as its ledger proves it; exit code 1 if something had to be left as it is."""
    from core.inventory.repair import repair_stock

    opened()
    done = repair_stock(actor=actor)
    for item in done:
        click.echo(f"{item.item}: {item.refusal or f'{item.before} became {item.after}'}")
    left = [item for item in done if item.refusal]
    click.echo(f"{len(done) - len(left)} items put right, {len(left)} left as they are")
    sys.exit(1 if left else 0)


@shop.command()
@plainly
def openapi() -> None:
    """Print the OpenAPI document of the BFF."""
    import os

    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "bff.openapi"])  # noqa: S606  # our own interpreter
