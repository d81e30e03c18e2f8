"""Commands about what each process may do in MongoDB and Redis. Whoever runs them may make users there."""

from pathlib import Path

import click

from core.cli.main import opened, plainly, shop

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
IN_A_FOLDER = "A folder with a file for each process, named like it, that holds its password."
GENERATION = click.option(
    "--generation", default="", help="Users of another name beside those that are there."
)
EXACTLY = click.option(
    "--exactly",
    is_flag=True,
    help="Take away what this release does not do: once no other release runs, or may come back.",
)


@shop.group()
def rights() -> None:
    """A user for each process, in MongoDB and in Redis, who may do what it does and no more."""


@rights.command()
@click.option("--passwords", type=FOLDER, help=f"{IN_A_FOLDER} Makes users.")
@click.option("--subjects", help="Makes users of certificates: CN={process},OU=quayside,O=Example.")
@GENERATION
@EXACTLY
@plainly
def grant(passwords: Path | None, subjects: str | None, generation: str, *, exactly: bool) -> None:
    """Let the roles in MongoDB do what this release does, and make users who have them. Safe to repeat.

    Before a rollout without `--exactly`: nothing is taken from the release that is at work. SHOP_MONGODB_URI is that
    of somebody who may make roles, users and indexes, and no process of the shop.
    """
    from core import db
    from core.migrations.documents import WRITTEN_ONCE
    from core.rights import roles
    from core.rights.given import passwords_in, subjects_of

    known = passwords_in(passwords, roles.PROCESSES) if passwords else {}
    named = subjects_of(subjects) if subjects else {}
    name = opened().settings.mongodb_database
    database = db.client()[name]
    db.ensure_indexes(WRITTEN_ONCE)
    roles.make_roles(database, exactly=exactly)
    roles.make_users(database, {process: ring[0] for process, ring in known.items()}, generation)
    roles.make_subjects(database, named)
    click.echo(f"{len(roles.PROCESSES)} roles, {len(known)} users, {len(named)} subjects")


@rights.command()
@click.argument("generation")
@plainly
def withdraw(generation: str) -> None:
    """Take the users of a GENERATION away, once no process uses them any more; `""` is the first one."""
    from core import db
    from core.rights import roles

    name = opened().settings.mongodb_database
    gone = roles.drop_users(db.client()[name], generation)
    click.echo(f"withdrawn: {', '.join(gone) or 'nobody'}")


@rights.command()
@EXACTLY
@plainly
def mongodb(*, exactly: bool) -> None:
    """Print roles and users for mongosh, for whoever makes them by hand."""
    from core.rights.roles import script
    from core.settings import settings

    for line in script(settings().mongodb_database, exactly=exactly):
        click.echo(line)


@rights.command()
@click.option("--passwords", type=FOLDER, required=True, help=IN_A_FOLDER)
@plainly
def redis(passwords: Path) -> None:
    """Print the users of Redis as an ACL file. It holds the passwords' hashes; several, by commas, are all good."""
    from core.rights.given import passwords_in
    from core.rights.redis import RULES, lines

    for line in lines(passwords_in(passwords, RULES)):
        click.echo(line)
