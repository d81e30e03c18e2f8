from dataclasses import dataclass

from core.bootstrap import Shop, open_shop
from core.settings import settings


@dataclass
class _Process:
    shop: Shop | None = None


_process = _Process()


def shop() -> Shop:
    """The shop of this process, wired on first use: in a worker that is after the fork."""
    if _process.shop is None:
        _process.shop = open_shop(settings())
    return _process.shop


def work_for(wired: Shop | None) -> None:
    """Let the jobs of this process work for a shop that is wired already; None: wire one on next use."""
    _process.shop = wired
