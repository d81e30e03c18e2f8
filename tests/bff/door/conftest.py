"""The BFF under gunicorn, one worker of four threads, asked over plain sockets."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from tests import builders as a
from tests.battery.house import Bff

THREADS = 4
PATIENCE_SECONDS = 15.0


@pytest.fixture(scope="module")
def running(_connected: None, own_environment: dict[str, str], workshop: Path) -> Iterator[Bff]:
    sizes = {"SHOP_WEB_WORKERS": "1", "SHOP_WEB_THREADS": str(THREADS)}
    with Bff({**own_environment, **sizes}, workshop) as server:
        yield server


@pytest.fixture
def bff(shared_database: "Database[dict[str, Any]]", running: Bff) -> Bff:
    a.markets()
    return running


def connection(bff: Bff) -> socket.socket:
    return socket.create_connection(("127.0.0.1", bff.port), PATIENCE_SECONDS)


def heard(sock: socket.socket) -> bytes:
    """All that is said until the other side hangs up."""
    said = b""
    while received := _received(sock):
        said += received
    return said


def _received(sock: socket.socket) -> bytes:
    try:
        return sock.recv(65_536)
    except ConnectionResetError:
        return b""


def said_to(bff: Bff, data: bytes) -> tuple[bytes, float]:
    """What is answered to those bytes, and after how many seconds the other side has hung up."""
    began = time.monotonic()
    with connection(bff) as sock:
        sock.sendall(data)
        return heard(sock), time.monotonic() - began
