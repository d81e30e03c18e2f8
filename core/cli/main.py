import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from pymongo.errors import ConnectionFailure, PyMongoError

from core import __version__, log
from core.bootstrap import Shop, open_shop
from core.errors import ShopError
from core.settings import SettingsIncomplete, settings

P = ParamSpec("P")
R = TypeVar("R")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="shop")
def shop() -> None:
    """Run and look after a Quayside shop. Settings come from the environment (SHOP_…), `.env` or secret files."""


def opened() -> Shop:
    """The wired shop, for one command; a message and exit code 1 where the settings do not allow it."""
    log.set_up(process="shop", style="console" if sys.stdout.isatty() else settings().log_format)
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
        except ConnectionFailure as error:
            raise click.ClickException(
                f"MongoDB does not answer (SHOP_MONGODB_URI): {_short(error)}"
            ) from None
        except PyMongoError as error:
            raise click.ClickException(f"MongoDB refuses: {_short(error)}") from None

    return run


def _short(error: Exception) -> str:
    return str(error).split(", Timeout", 1)[0][:200]


from core.cli import data, processes, upkeep  # noqa: E402, F401  # each adds its commands to the group
