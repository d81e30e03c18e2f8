"""A wire between two processes that behaves badly: late, deaf, or cut once the work is done."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import repeat
from typing import Self

from dev.ports import LOOPBACK

CHUNK = 65_536


class Between:
    """Hands bytes on to a port of this machine. Everything may be changed while it runs.

    Of *cuts* each connection takes one: whether it is cut when the answer comes. *late* are the seconds by which each
    piece of an answer is late; while it is *deaf*, connections are taken and nothing is ever said.
    """

    def __init__(self, port: int, *, cuts: Iterator[bool] | None = None, late: float = 0.0) -> None:
        self.late, self.deaf = late, False
        self.taken = self.dropped = 0
        """Connections, and those of them that were cut."""
        self._behind, self._cuts = port, cuts or repeat(False)
        self._server = socket.create_server((LOOPBACK, 0), backlog=512)
        self.port = int(self._server.getsockname()[1])
        self.url = f"http://{LOOPBACK}:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._take, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                self.taken += 1
                if not self.deaf:
                    self._join(near, cut=next(self._cuts))
                else:
                    threading.Thread(target=self._swallow, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket, *, cut: bool) -> None:
        try:
            far = socket.create_connection((LOOPBACK, self._behind), timeout=5)
        except OSError:
            near.close()
            return
        far.settimeout(None)
        for one in (near, far):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=self._hand_on, args=(near, far), daemon=True).start()
        threading.Thread(target=self._answer, args=(far, near, cut), daemon=True).start()

    def _hand_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                if not self.deaf:
                    target.sendall(data)
        self._end(source, target)

    def _answer(self, source: socket.socket, target: socket.socket, cut: bool) -> None:  # noqa: FBT001
        with suppress(OSError):
            while data := source.recv(CHUNK):
                if cut:
                    self.dropped += 1
                    break
                time.sleep(self.late)
                if not self.deaf:
                    target.sendall(data)
        self._end(source, target)

    def _swallow(self, near: socket.socket) -> None:
        with suppress(OSError):
            while near.recv(CHUNK):
                pass
        near.close()

    def _end(self, *both: socket.socket) -> None:
        for one in both:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
