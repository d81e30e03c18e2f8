from functools import lru_cache

from core.bootstrap import Shop, open_shop
from core.settings import settings


@lru_cache(maxsize=1)
def shop() -> Shop:
    """The shop of this process, wired on first use: in a worker that is after the fork."""
    return open_shop(settings())
