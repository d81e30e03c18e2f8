"""Connections of PyMongo's pool for the commands of `core.wire`, which stay at hand after one (docs/adr/0026)."""

import os
from collections import deque
from dataclasses import dataclass
from typing import Any

from pymongo import MongoClient
from pymongo.server_type import SERVER_TYPE
from pymongo.synchronous.pool import Connection, Pool, _PoolCheckout

Client = MongoClient[dict[str, Any]]
MOST_AT_HAND = 8
"""As many as threads usually serve in a process; the pool has as many more (`core.db.POOL_SIZE`)."""


@dataclass(frozen=True, slots=True)
class Lent:
    """A connection that the pool has lent, and the way back to it."""

    pool: Pool
    connection: Connection
    way: _PoolCheckout


_at_hand: deque[Lent] = deque()
"""Not given back after every command: that takes as long as the command. Deques may be shared by threads."""


def pool_of_primary(client: Client) -> Pool | None:
    """That of the replica set's primary as the driver knows it; None where it knows none, or no replica set."""
    topology = client._topology
    if topology is None:
        return None
    for address, server in topology._description._server_descriptions.items():
        if server.server_type == SERVER_TYPE.RSPrimary:
            return known.pool if (known := topology._servers.get(address)) else None
    return None


def lent_by(pool: Pool) -> Lent:
    """A connection at hand that is as good as one which the pool would give now; else the pool gives one."""
    while _at_hand:
        try:
            lent = _at_hand.pop()
        except IndexError:  # another thread was faster
            break
        if lent.pool is pool and pool.pid == os.getpid() and not pool._perished(lent.connection):
            return lent
        give_back(lent)
    way = pool.checkout()
    return Lent(pool, way.__enter__(), way)


class Borrowed:
    """A connection of *pool* for one command: afterwards at hand for the next, or with its pool after any trouble."""

    __slots__ = ("_lent", "_pool")

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def __enter__(self) -> Connection:
        self._lent = lent_by(self._pool)
        return self._lent.connection

    def __exit__(self, trouble: object, *_: object) -> None:
        if trouble is None:
            keep(self._lent)
        else:
            give_back(self._lent)


def keep(lent: Lent) -> None:
    """Have it at hand for the next command; it goes back where enough are."""
    if len(_at_hand) < MOST_AT_HAND:
        lent.connection.update_last_checkin_time()
        _at_hand.append(lent)
    else:
        give_back(lent)


def give_back(lent: Lent) -> None:
    """The pool lends it to others, or does away with it, if it is closed or was another process's."""
    lent.way.__exit__(None, None, None)


def let_go() -> None:
    """Give back all that is at hand: its client is about to end."""
    while _at_hand:
        give_back(_at_hand.pop())
