"""Loopback ports: whether one is free, who holds it, and which one to take."""

import errno
import secrets
import socket
from dataclasses import dataclass

import psutil

from dev.errors import CannotStart

LOOPBACK = "127.0.0.1"
HIGHEST = 65_535
FIRST_SERVER_PORT, FIRST_OUTGOING_PORT = 20_000, 32_768


@dataclass(frozen=True)
class Address:
    """Where a server listens, and the environment variable that moves it."""

    variable: str
    host: str
    port: int

    @property
    def url(self) -> str:
        """For a client on this machine."""
        host = LOOPBACK if self.host in {"0.0.0.0", "::", "[::]"} else self.host  # noqa: S104 - recognised, not bound
        return f"http://{host}:{self.port}"

    @property
    def bind(self) -> str:
        return f"{self.host}:{self.port}"


def read_port(variable: str, text: str) -> Address:
    """An address on loopback from a bare port number; raises CannotStart when *text* is none."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= HIGHEST:
        raise CannotStart(f"{variable} must be a port between 1 and {HIGHEST}, not {text!r}.")
    return Address(variable, LOOPBACK, int(text))


def read_bind(variable: str, text: str) -> Address:
    """An address from `HOST:PORT`; raises CannotStart when *text* is none."""
    host, colon, port = text.rpartition(":")
    if not colon or not host:
        raise CannotStart(f"{variable} must be HOST:PORT such as 127.0.0.1:8000, not {text!r}.")
    return Address(variable, host, read_port(variable, port).port)


def free_port() -> int:
    """A port that nothing on loopback holds at this moment.

    Not from the range that systems give to outgoing connections: one of those could take it before its
    server does.
    """
    while True:
        port = FIRST_SERVER_PORT + secrets.randbelow(FIRST_OUTGOING_PORT - FIRST_SERVER_PORT)
        if _trouble(Address("", LOOPBACK, port)) is None:
            return port


def require_free(address: Address) -> None:
    """Raise CannotStart, with the holder and the variable to change, when *address* cannot be bound."""
    trouble = _trouble(address)
    if trouble is None:
        return
    where = f"{address.host}:{address.port}"
    match trouble.errno:
        case errno.EADDRINUSE:
            said = f"Port {address.port} is in use by {holder(address.port)}. Stop it, or set"
        case errno.EACCES:
            said = f"Port {address.port} needs more rights than you have. Set"
        case _:
            said = f"{where} cannot be bound ({trouble.strerror or trouble}). Set"
    raise CannotStart(f"{said} {address.variable} to another one.")


def _trouble(address: Address) -> OSError | None:
    try:
        family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        with socket.socket(family) as probe:
            # As servers do: the remains of closed connections are no holder.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address.host.strip("[]"), address.port))
    except OSError as error:
        return error
    return None


def holder(port: int) -> str:
    """The program that listens on *port*, with its pid; `another program` when the system will not tell."""
    try:
        listening = [seen for seen in psutil.net_connections("tcp") if seen.status == psutil.CONN_LISTEN]
        pid = next(seen.pid for seen in listening if seen.laddr and seen.laddr.port == port and seen.pid)
        return f"{psutil.Process(pid).name()} (pid {pid})"
    except (psutil.Error, OSError, StopIteration):
        return "another program"
