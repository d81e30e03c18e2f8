"""gunicorn's threads, with a door in front: no thread waits for a caller, and no caller waits for long in vain.

`gthread` gives each connection to a thread at once, and the thread waits for what comes: sixteen callers who send
nothing, or one letter at a time, take all threads of the shop. And everybody may queue: when four times as much is
asked as can be answered, all of it is answered too late. Here the main loop reads. A thread gets a request when it is
there as a whole; one that would wait longer than it is worth is answered 503 by the main loop, which costs neither a
thread nor WSGI. Those behind which a payment provider is asked never have all of the threads. Measured in
docs/adr/0018.
"""

import errno
import resource
import selectors
import socket
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, Final, NamedTuple

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, ThreadWorker
from prometheus_client import Counter

from bff.door.connections import Caller
from bff.door.lane import Lane
from bff.door.relief import Share
from bff.door.requests import (
    CONTINUE,
    TOO_BUSY,
    asks_a_provider,
    hashes,
    is_hopeless,
    is_whole,
    patience,
    refusal,
    waits_for_leave,
)
from bff.problems import named
from core import hurry, log
from core.passwords import AT_ONCE, WAITING

WHOLE_SECONDS: Final = 10.0
"""How long a caller may take to send a request."""
LINGER_SECONDS: Final = 2.0
"""How long what a caller still sends is read and dropped, so that our last words reach them."""
MOST_HELD: Final = 64 * 1024 * 1024
"""Bytes of all requests that are not whole yet, in one process."""
MOST_LINGERING: Final = 100
MOST_AT_ONCE: Final = 64
MOST_LEFT_TO_OTHERS: Final = 4
"""Of so many who stand outside one more is let in at once: the other processes are to have some of them."""
SPARE_FILES: Final = 2 * MOST_LINGERING
MOST_PASSWORDS: Final = 2 * (AT_ONCE + WAITING)
"""Of all that is let in. Half of these would be refused behind the door (core/passwords.py); more would only keep
threads from those who look around.
"""
SWEEP_SECONDS: Final = 0.1
SWITCH_SECONDS: Final = 0.001
"""How long a thread may keep the interpreter while others want it: the door is one of many."""
WEIGHT: Final = 0.05
FIRST_GUESS_SECONDS: Final = 0.02
RECEIVED: Final = 64 * 1024
NOT_NOW: Final = {errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED, errno.EMFILE, errno.ENFILE}

SHED = Counter("shop_shed_total", "Requests refused because too many were waiting")
LATE = Counter("shop_late_total", "Requests that were not sent within the time there is for it")


class Queued(NamedTuple):
    """What waits for a thread, and until when it may."""

    until: float
    conn: Caller
    work: Future[Any]
    hashes: bool


class DoorWorker(ThreadWorker):
    """See above. It leans on the inside of gunicorn; tests/bff/door/test_worker.py would notice a change there."""

    worker_connections: int
    tpool: ThreadPoolExecutor
    lane: Lane
    poller: selectors.BaseSelector

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mean_seconds = FIRST_GUESS_SECONDS
        self.held = 0
        self.queued: list[Queued] = []
        self.lingering: dict[socket.socket, float] = {}
        self.swept = 0.0
        self.ends_at: float | None = None
        self.shed_lately = 0
        self.share = Share(self)

    def init_process(self) -> None:
        """As many files as connections, and some: a process that has none left cannot even refuse."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = self.worker_connections + SPARE_FILES
        files = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(files, soft), hard))
        self.worker_connections = min(self.worker_connections, files - SPARE_FILES)
        sys.setswitchinterval(SWITCH_SECONDS)
        super().init_process()

    def get_thread_pool(self) -> ThreadPoolExecutor:
        pool: ThreadPoolExecutor = super().get_thread_pool()
        self.lane = Lane(pool, self.cfg.threads)
        return pool

    def accept(self, listener: Any) -> None:
        """One, or where many stand outside a good part of them: else those who are refused come in no faster than
        one in each turn of the loop, a stall fills the backlog, and whoever comes then is not even refused.
        """
        outside = max(listener.get_backlog() or 0, 0)
        for _ in range(1 + min(outside // MOST_LEFT_TO_OTHERS, MOST_AT_ONCE)):
            if self.nr_conns >= self.worker_connections or not self._accepted(listener):
                return

    def _accepted(self, listener: Any) -> bool:
        try:
            sock, address = listener.accept()
        except OSError as error:
            if error.errno not in NOT_NOW:
                raise
            return False
        self.nr_conns += 1
        self.enqueue_req(Caller(self.cfg, sock, address, listener.getsockname(), self.linger))
        return True

    def enqueue_req(self, conn: Caller) -> None:
        """Something has come, perhaps: read it, and let it in when it is whole."""
        received = self._received(conn)
        if is_whole(conn.held):
            self._let_in(conn)
        elif received == b"":
            self._drop(conn)
        elif is_hopeless(conn.held):
            self._refuse(conn, refusal(*named(400), "Its head has no end."))
        elif self.held > MOST_HELD:
            self._shed(conn)
        else:
            self._hold(conn)

    def _received(self, conn: Caller) -> bytes | None:
        """What has come just now, kept already. None: nothing yet; no bytes: nothing more."""
        before = len(conn.held)
        if conn.parser:
            conn.held += conn.parser.unreader.take_buffered()
        conn.sock.setblocking(False)
        try:
            received: bytes | None = conn.sock.recv(RECEIVED)
        except BlockingIOError:
            received = None
        except OSError:
            received = b""
        conn.held += received or b""
        if waits_for_leave(conn.held) and not is_whole(conn.held):
            self._say(conn, CONTINUE)
        self.held += len(conn.held) - before
        return received

    def _hold(self, conn: Caller) -> None:
        conn.until = conn.until or time.monotonic() + WHOLE_SECONDS
        conn.timeout = conn.until
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _let_in(self, conn: Caller) -> None:
        may_wait, has_password = patience(conn.held), hashes(conn.held)
        threads = self.lane if asks_a_provider(conn.held) else self.tpool
        if may_wait is not None and (
            self._expected_wait(threads) > may_wait or (has_password and self._passwords() >= MOST_PASSWORDS)
        ):
            self._shed(conn)
            return
        self.held -= len(conn.held)
        conn.until, conn.came = None, time.monotonic()
        work = threads.submit(self.handle, conn)
        work.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))
        if may_wait is not None:
            self.queued.append(Queued(time.monotonic() + may_wait, conn, work, has_password))

    def _passwords(self) -> int:
        """How many that come with one are in, whether a thread has them or they wait."""
        return sum(one.hashes and not one.work.done() for one in self.queued)

    def _expected_wait(self, threads: Lane | ThreadPoolExecutor | None = None) -> float:
        """Seconds that one more would wait for one of those, if all go on as they did lately."""
        waiting = self.tpool._work_queue.qsize()  # noqa: SLF001  # the pool does not say it otherwise
        waiting += len(self.lane) if threads is self.lane else 0
        return float(waiting * self.mean_seconds / self.cfg.threads)

    def handle(self, conn: Caller) -> Any:
        began = time.monotonic()
        hurry.is_for(conn.came)
        try:
            return super().handle(conn)
        finally:
            self.mean_seconds += WEIGHT * (time.monotonic() - began - self.mean_seconds)

    def _shed(self, conn: Caller) -> None:
        """All of it has been read, so its end is short: each call of the system may give the threads their turn."""
        self._say(conn, self._busy())
        self._drop(conn)

    def _busy(self) -> bytes:
        SHED.inc()
        self.shed_lately += 1
        return refusal(*TOO_BUSY, "Try again in a moment.", retry_after=1)

    def _shed_queued(self, now: float) -> None:
        """Who was let in, and has waited too long all the same: those in front take longer than they used to."""
        for one in [queued for queued in self.queued if queued.until <= now]:
            if one.work.cancel():  # the rest of its end is gunicorn's
                self._say(one.conn, self._busy())
        self.queued = [one for one in self.queued if not one.work.done() and (one.until > now or one.hashes)]

    def _refuse(self, conn: Caller, answer: bytes) -> None:
        self._say(conn, answer)
        self.held -= len(conn.held)
        self.nr_conns -= 1
        self.linger(conn.sock)

    def _say(self, conn: Caller, words: bytes) -> None:
        with suppress(OSError):  # nobody listens any more
            conn.sock.send(words)

    def _drop(self, conn: Caller) -> None:
        self.held -= len(conn.held)
        self.nr_conns -= 1
        conn.close()

    def linger(self, sock: socket.socket) -> None:
        """Close, but not before what the caller is still sending has been read: else our answer would be lost.

        gunicorn waits for that in its main loop, two seconds for each caller who does not hang up.
        """
        try:
            sock.setblocking(False)
            sock.shutdown(socket.SHUT_WR)
            if len(self.lingering) >= MOST_LINGERING:
                raise BlockingIOError
            self.poller.register(sock, selectors.EVENT_READ, self._drain)
        except (OSError, ValueError):
            sock.close()
        else:
            self.lingering[sock] = time.monotonic() + LINGER_SECONDS

    def _drain(self, sock: socket.socket) -> None:
        try:
            if sock.recv(RECEIVED):
                return
        except BlockingIOError:
            return
        except OSError:
            pass  # reset, which is an end too
        self._forget(sock)

    def _forget(self, sock: socket.socket) -> None:
        del self.lingering[sock]
        self.poller.unregister(sock)
        sock.close()

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        super().wait_for_and_dispatch_events(min(timeout, SWEEP_SECONDS))

    def murder_pending(self) -> None:
        """Once in every turn of the main loop: whoever is late has had their time."""
        now = time.monotonic()
        if now - self.swept < SWEEP_SECONDS:
            return
        self.swept = now
        self.share.ask_when_done(now)
        self._shed_queued(now)
        if not self.alive and self.ends_at is None:
            self.ends_at = now + STOP_KEEPALIVE_LINGER
        for conn in [
            one for one in self.pending_conns if min(one.timeout, self.ends_at or one.timeout) <= now
        ]:
            self._give_up(conn)
        for sock in [sock for sock, until in self.lingering.items() if until <= now]:
            self._forget(sock)
        if self.shed_lately:
            log.get(__name__).warning(
                "shed", requests=self.shed_lately, expected_seconds=self._expected_wait()
            )
            self.shed_lately = 0

    def _give_up(self, conn: Caller) -> None:
        self.pending_conns.remove(conn)
        self.poller.unregister(conn.sock)
        if not conn.held:
            self._drop(conn)
            return
        LATE.inc()
        answer = refusal(*named(408), "The request did not come in time.")
        self._refuse(conn, answer)
