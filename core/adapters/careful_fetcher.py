"""HTTP to addresses that come from data. Own work on the standard library, because each part has to be ours to say:

the name is resolved once and the connection is made to the very address that was judged (no second look that could be
answered otherwise), no redirection is followed, no proxy and no `.netrc` of the environment take part, and the time
is counted over everything, from the resolver to the last byte.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from core.adapters.addresses_out import Ip, Resolve, Target, is_public, public_address_of, resolved
from core.db import outside_call
from core.fetching import AddressAway, AddressRefused, Fetched

CHUNK = 64 * 1024
TAKEN = range(200, 300)
AGENT = "Quayside"


@dataclass(frozen=True)
class Limits:
    """Seconds to connect and for everything; bytes of a body."""

    connect: float = 2.0
    total: float = 5.0
    largest: int = 10 * 2**20


class CarefulFetcher:
    """Fetches public addresses over https; *schemes* and *ports* open more, *may* and *resolve* are for tests."""

    def __init__(
        self,
        *,
        schemes: Sequence[str] = ("https",),
        ports: Sequence[int] = (443,),
        limits: Limits | None = None,
        may: Callable[[Ip], bool] = is_public,
        resolve: Resolve = resolved,
    ) -> None:
        self._schemes, self._ports, self._limits = schemes, ports, limits or Limits()
        self._may, self._resolve = may, resolve

    @outside_call
    def fetch(self, url: str) -> Fetched:
        deadline = time.monotonic() + self._limits.total
        target = Target(url, schemes=self._schemes, ports=self._ports)
        found = self._resolve(target.host, target.port, min(self._limits.connect, self._limits.total))
        address = public_address_of(target.host, found, self._may)
        try:
            return self._asked(target, address, deadline)
        except (OSError, http.client.HTTPException) as error:
            raise AddressAway(f"{target.host} does not answer ({type(error).__name__}).") from None

    def _asked(self, target: Target, address: str, deadline: float) -> Fetched:
        connection = http.client.HTTPConnection(target.host, target.port)
        line = self._dialled(target, address, deadline)
        connection.sock = cast("Any", line)
        try:
            connection.request(
                "GET",
                target.path,
                headers={"User-Agent": AGENT, "Accept-Encoding": "identity", "Connection": "close"},
            )
            answer = connection.getresponse()
            if answer.status not in TAKEN:
                raise AddressAway(f"{target.host} answers {answer.status}.")
            return Fetched(answer.status, _headers(answer), self._body(answer))
        finally:
            line.hang_up()

    def _dialled(self, target: Target, address: str, deadline: float) -> "_Hurried":
        """A connection to that very address; over TLS with the certificate of the name."""
        raw = socket.create_connection((address, target.port), min(self._limits.connect, _left(deadline)))
        try:
            raw.settimeout(_left(deadline))
            if target.scheme == "https":
                raw = ssl.create_default_context().wrap_socket(raw, server_hostname=target.host)
        except BaseException:
            raw.close()
            raise
        return _Hurried(raw, deadline)

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        if int(answer.headers.get("Content-Length") or 0) > self._limits.largest:
            raise AddressRefused(f"It is larger than {self._limits.largest} bytes.")
        body = bytearray()
        while chunk := answer.read(CHUNK):
            body += chunk
            if len(body) > self._limits.largest:
                raise AddressRefused(f"It is larger than {self._limits.largest} bytes.")
        return bytes(body)


class _Hurried:
    """As much of a socket as `http.client` needs; every wait ends at the deadline, however slowly bytes come."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: Any) -> None:
        self._sock.settimeout(_left(self._deadline))
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._sock, self._deadline))

    def close(self) -> None:
        """What `http.client` does before it reads the body: that is still to come."""

    def hang_up(self) -> None:
        self._sock.close()


class _Incoming(io.RawIOBase):
    """What comes over a socket until the deadline."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(_left(self._deadline))
        return self._sock.recv_into(buffer)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _headers(answer: http.client.HTTPResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.getheaders()}
