"""The long-running processes. Each replaces this one, so that signals reach it."""

import os
import sys

import click

from core.cli.main import plainly, shop
from core.settings import settings

CONFIGURATIONS = {"bff": "python:bff.gunicorn_conf", "admin": "python:admin.gunicorn_conf"}


@shop.command()
@click.argument("face", type=click.Choice(sorted(CONFIGURATIONS)))
@plainly
def serve(face: str) -> None:
    """Serve the BFF or the staff console with gunicorn."""
    settings()
    _become("gunicorn.app.wsgiapp", "--config", CONFIGURATIONS[face], f"wsgi:{face}()")


@shop.command()
@plainly
def worker() -> None:
    """Work on jobs."""
    settings()
    _become("jobs.worker")


@shop.command()
@plainly
def relay() -> None:
    """Ring for what the outbox holds. Several may run."""
    settings()
    _become("jobs.relay")


@shop.command()
@plainly
def schedule() -> None:
    """Announce what is due at its time. Several may run."""
    settings()
    _become("jobs.schedule")


def _become(module: str, *arguments: str) -> None:
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])  # noqa: S606  # our own interpreter
