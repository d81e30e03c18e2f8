"""Requests at a rate, whether they are answered or not: as many shoppers as come do not wait for each other."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

HOST = "127.0.0.1"
PATIENCE_SECONDS = 30.0
PLACES = 16


class Seen(NamedTuple):
    """Status (0: no answer), after how many seconds, and whether it said when to come again."""

    status: int
    seconds: float
    says_when: bool


@dataclass
class Flood:
    """One kind of request to one port, over connections that are used again."""

    port: int
    request: bytes
    made: int = 0
    idle: deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = field(default_factory=deque)

    def at_rate(self, rate: float, seconds: float) -> list[Seen]:
        """So many a second, for so long."""
        return asyncio.run(self._at_rate(rate, seconds))

    def capacity(self, seconds: float, *, callers: int = 16) -> float:
        """How many are answered 200 in a second, when each caller asks again at once."""
        return asyncio.run(self._capacity(seconds, callers))

    async def _at_rate(self, rate: float, seconds: float) -> list[Seen]:
        began, asked = time.monotonic(), []
        for number in range(int(rate * seconds)):
            if (early := began + number / rate - time.monotonic()) > 0:
                await asyncio.sleep(early)
            asked.append(asyncio.create_task(self._ask()))
        seen = await asyncio.gather(*asked)
        await self._hang_up()
        return seen

    async def _capacity(self, seconds: float, callers: int) -> float:
        end = time.monotonic() + seconds

        async def caller() -> int:
            good = 0
            while time.monotonic() < end:
                good += (await self._ask()).status == 200
            return good

        answered = sum(await asyncio.gather(*(caller() for _ in range(callers))))
        await self._hang_up()
        return answered / seconds

    async def _hang_up(self) -> None:
        """Connections end with the loop that they were made in."""
        while self.idle:
            _, writer = self.idle.popleft()
            writer.close()
        await asyncio.sleep(0)

    async def _ask(self) -> Seen:
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                status, says_when = await self._answer()
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            status, says_when = 0, False
        return Seen(status, time.monotonic() - began, says_when)

    async def _answer(self) -> tuple[int, bool]:
        """On a connection that was used before and has ended meanwhile, it is asked again (RFC 9112, 9.3.1)."""
        while self.idle:
            reader, writer = self.idle.popleft()
            try:
                return await self._answer_on(reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError) as gone:
                writer.close()
                if getattr(gone, "partial", b""):
                    raise
        return await self._answer_on(*await self._connected())

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """From one of several addresses in turn: who is refused hangs up, and one has 28,000 ports a minute."""
        self.made += 1
        place = f"127.0.0.{2 + self.made % PLACES}"
        return await asyncio.open_connection(HOST, self.port, local_addr=(place, 0))

    async def _answer_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> tuple[int, bool]:
        writer.write(self.request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        size = int(head.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0] or b"0")
        await reader.readexactly(size)
        if b"\r\nconnection: close" in head:
            writer.close()
        else:
            self.idle.append((reader, writer))
        return int(head[9:12]), b"\r\nretry-after:" in head
