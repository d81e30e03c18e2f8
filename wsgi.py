"""Two factories for gunicorn, one per face. Called in each worker, after the fork."""

from flask import Flask

from core import log
from core.bootstrap import open_shop
from core.settings import settings


def bff() -> Flask:
    """The backend for the frontend."""
    from bff.app import create_app

    log.set_up(process="bff", style=settings().log_format)
    return create_app(open_shop(settings(), in_requests=True))


def admin() -> Flask:
    """The staff console."""
    from admin.app import create_app

    log.set_up(process="admin", style=settings().log_format)
    return create_app(open_shop(settings(), in_requests=True))
