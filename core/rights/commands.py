"""As which process each `shop` command is run: its user of MongoDB may do what the command does."""

from collections.abc import Mapping
from typing import Final

from core.processes import Process

RUN_AS: Final[Mapping[str, Process]] = {
    "migrate": "release",
    "indexes": "release",
    "import": "release",
    "content import": "release",
    "products": "release",
    "promotions": "release",
    "seed": "release",
    "export": "release",
    "staff": "admin",
    "keys": "admin",
    "customers": "admin",
    "stock": "admin",
    "content": "worker",
    "pages": "worker",
    "paths": "worker",
    "reconcile": "worker",
    "capture": "worker",
    "inbox": "worker",
    "invariants": "worker",
    "gdpr": "worker",
}


def process_for(command: str) -> Process | None:
    """Whose pod *command* is run in, such as `content import`; None where that is open."""
    words = command.split()
    return RUN_AS.get(" ".join(words[:2])) or RUN_AS.get(" ".join(words[:1]))
