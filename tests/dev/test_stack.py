"""The whole of `make run`, as its own process."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pymongo
import pytest

from dev.leftovers import MARK

READY_SECONDS = 90  # of a busy machine; it is measured by `make bench`
STOP_SECONDS = 12


@pytest.fixture
def launch(tmp_path: Path, environment: dict[str, str]) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    started: list[subprocess.Popen[str]] = []

    def start() -> "subprocess.Popen[str]":
        with (tmp_path / "said").open("a") as said:
            command = [sys.executable, "-m", "dev.run", "--data", str(tmp_path / "data")]
            started.append(subprocess.Popen(command, env=environment, stdout=said, stderr=said, text=True))
        return started[-1]

    yield start
    for child in started:
        child.terminate()
        child.wait(STOP_SECONDS)
    for stray in processes_of(tmp_path / "data"):
        stray.kill()


def processes_of(folder: Path) -> list[psutil.Process]:
    """Whatever runs with its data in *folder*: what has the mark of the stack, and the servers in their folders."""
    return [process for process in psutil.process_iter() if is_of(process, str(folder))]


def is_of(process: psutil.Process, folder: str) -> bool:
    try:
        return process.environ().get(MARK) == folder or process.cwd().startswith(folder)
    except psutil.Error:
        return False


def ready_line(folder: Path, times: int) -> str:
    """The latest READY line, when there are as many as *times*."""
    wait_until(lambda: len(ready_lines(folder)) >= times, folder)
    assert len(ready_lines(folder)) == times
    return ready_lines(folder)[-1]


def ready_lines(folder: Path) -> list[str]:
    return re.findall(r"^READY .*$", (folder / "said").read_text(), re.MULTILINE)


def wait_until(holds: Callable[[], bool], folder: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not holds():
        assert time.monotonic() < deadline, (folder / "said").read_text()
        time.sleep(0.05)


def fields(line: str) -> dict[str, str]:
    return dict(word.split("=", 1) for word in line.split()[1:])


def shop_database(environment: dict[str, str]) -> "pymongo.MongoClient[dict[str, Any]]":
    return pymongo.MongoClient("127.0.0.1", int(environment["SHOP_DEV_MONGODB_PORT"]), directConnection=True)


def test_it_comes_up_after_kill_9_with_its_data_and_ends_as_one_when_a_part_falls(
    tmp_path: Path, launch: Callable[[], "subprocess.Popen[str]"], environment: dict[str, str]
) -> None:
    launcher = launch()
    said = fields(ready_line(tmp_path, 1))
    assert list(said) == ["bff", "admin", "staff", "password", "stripe", "contentful", "mail"]
    with shop_database(environment) as client:
        assert client.quayside.products.count_documents({}) > 0
        client.quayside.markets.update_one({}, {"$set": {"name": "changed by hand"}})

    launcher.kill()
    launcher.wait()
    assert processes_of(tmp_path / "data"), "the rest lives on: that is what the next run must clear away"
    launcher = launch()
    assert fields(ready_line(tmp_path, 2)) == said
    with shop_database(environment) as client:
        assert client.quayside.markets.count_documents({"name": "changed by hand"}) == 1

    (redis,) = [process for process in processes_of(tmp_path / "data") if process.name() == "redis-server"]
    redis.kill()
    assert launcher.wait(STOP_SECONDS) == 1
    assert "redis-server has ended." in (tmp_path / "said").read_text()
    assert processes_of(tmp_path / "data") == []


def test_a_start_that_is_interrupted_leaves_nothing_running(
    tmp_path: Path, launch: Callable[[], "subprocess.Popen[str]"]
) -> None:
    launcher = launch()
    wait_until(lambda: len(processes_of(tmp_path / "data")) > 2, tmp_path)

    launcher.terminate()

    assert launcher.wait(STOP_SECONDS) == 0
    assert processes_of(tmp_path / "data") == []
    assert "READY" not in (tmp_path / "said").read_text()
