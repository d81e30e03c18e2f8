from flask import current_app

from core.bootstrap import Shop

KEY = "quayside"


def shop() -> Shop:
    """The shop that the app at hand was made with."""
    found: Shop = current_app.extensions[KEY]
    return found
