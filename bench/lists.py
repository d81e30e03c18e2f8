"""Lists and searches over few products and over many: what a hundred times as many cost more."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench import servers
from bench.cards import KINDS, SHELVES
from bench.load import Figure, get, measure

FEW, MANY = 1_000, 100_000
UNITS = 800
WARM_UP = 1_600
"""Each process has read each shelf and looked for each word: what is compared is a shop that is open."""
FILL_SECONDS = 1_800
ASKED: dict[str, Callable[[int], str]] = {
    "category page": lambda n: f"/v1/pages/category/{_of(SHELVES, n)}?market=us",
    "category, narrowed": lambda n: f"/v1/pages/category/{_of(SHELVES, n)}?f.Colour=Sand&f.Size=M&sort=price",
    "search, one word": lambda n: f"/v1/pages/search?q={_of(SHELVES, n)}",
    "search, two words": lambda n: f"/v1/pages/search?q={_of(KINDS, n)}+{_of(SHELVES, n)}",
    "search, a mistake": lambda n: (
        f"/v1/pages/search?q={_of(KINDS, n)[:-2]}x{_of(KINDS, n)[-1]}+{_of(SHELVES, n)}"
    ),
    "suggestions": lambda n: f"/v1/suggest?q={_of(SHELVES, n)[:3]}",
}


def figures(folder: Path) -> list[Figure]:
    """Each of them with few products and with many."""
    few, many = (_measured(folder / str(count), count) for count in (FEW, MANY))
    return [figure for pair in zip(few, many, strict=True) for figure in pair]


def _measured(folder: Path, count: int) -> list[Figure]:
    with _filled(folder, count) as bench, servers.bff(bench) as bff:
        return [
            measure(f"{name}, {count}", bff, get(path), units=UNITS, warm_up=WARM_UP)
            for name, path in ASKED.items()
        ]


@contextmanager
def _filled(folder: Path, count: int) -> Iterator[servers.Bench]:
    folder.mkdir()
    with servers.empty_database(folder) as bench:
        command = [sys.executable, "-m", "bench.cards", str(count)]
        subprocess.run(command, env=bench.env, check=True, timeout=FILL_SECONDS)
        yield bench


def _of(words: Sequence[str], number: int) -> str:
    return words[number % len(words)]
