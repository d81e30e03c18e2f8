"""The applications that tests ask.

Making one takes longer than most tests, so those with the same settings are one; who works behind it is each test's.
"""

from collections.abc import Callable

from flask import Flask

from admin import context as admin_context
from bff import context as bff_context
from core.bootstrap import Shop
from core.settings import Settings

KEYS = {"bff": bff_context.KEY, "admin": admin_context.KEY}
_made: dict[tuple[str, Settings], Flask] = {}


def shared(create: Callable[[Shop], Flask], shop: Shop) -> Flask:
    """What *create* makes of that shop, to be asked and not to be changed. At a time it is of one shop."""
    face = create.__module__.partition(".")[0]
    if (face, shop.settings) not in _made:
        _made[face, shop.settings] = create(shop)
    app = _made[face, shop.settings]
    app.extensions[KEYS[face]] = shop
    return app
