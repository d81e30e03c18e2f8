"""gunicorn's logger without its access log, which a dictionary of logging would switch on.

The shop writes a line for each request itself (`tracing.py` of each face), and not the whole of its address.
"""

from gunicorn.glogging import Logger


class OwnLines(Logger):
    """Says what gunicorn has to say of itself, and nothing of requests."""

    @property
    def access_log_enabled(self) -> bool:
        return False
