import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from core import __version__
from core.errors import ShopError
from core.settings import SettingsIncomplete, settings

if TYPE_CHECKING:
    from core.bootstrap import Shop

P = ParamSpec("P")
R = TypeVar("R")
UNAUTHORIZED = 13
"""MongoDB's code for what a user may not do."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="shop")
def shop() -> None:
    """Run and look after a Quayside shop. Settings come from the environment (SHOP_…), `.env` or secret files."""


def opened() -> "Shop":
    """The wired shop, for one command; a message and exit code 1 where the settings do not allow it.

    It logs to standard error: what is printed is what was asked for.
    """
    from core import log
    from core.bootstrap import open_shop

    style = "console" if sys.stderr.isatty() else settings().log_format
    log.set_up(process="shop", style=style, out=sys.stderr)
    return open_shop(settings())


def plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Say what is wrong in one line and leave with 1, instead of a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except SettingsIncomplete as error:
            raise click.ClickException(f"{error}. See .env.example.") from None
        except ShopError as error:
            raise click.ClickException(f"{error.title}: {error}") from None
        except Exception as error:
            if told := _database_fault(error, _command_asked()):
                raise click.ClickException(told) from None
            raise

    return run


def _command_asked() -> str:
    return click.get_current_context().command_path.partition(" ")[2]


def _database_fault(error: Exception, command: str) -> str | None:
    """What MongoDB's driver complains of, in one line; its modules are slow to load, so only now."""
    from pymongo.errors import ConnectionFailure, PyMongoError

    from core.rights.commands import process_for

    short = str(error).split(", Timeout", 1)[0][:200]
    if isinstance(error, ConnectionFailure):
        return f"MongoDB does not answer (SHOP_MONGODB_URI): {short}"
    refusal = error if isinstance(error, PyMongoError) else error.__context__  # MongoEngine wraps some of it
    if getattr(refusal, "code", None) == UNAUTHORIZED and (process := process_for(command)):
        return f"This user of MongoDB may not do that; the user of {process} may (docs/deploying.md): {short}"
    return f"MongoDB refuses: {short}" if isinstance(error, PyMongoError) else None


# Each adds its commands to the group.
from core.cli import (  # noqa: E402, F401
    advisories,
    building,
    content,
    customers,
    data,
    keys,
    paths,
    payments,
    privacy,
    processes,
    rights,
    staff,
    stock,
    upkeep,
)
