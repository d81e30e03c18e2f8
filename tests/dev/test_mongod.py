import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pymongo
import pytest
from pymongo.errors import OperationFailure

from dev import mongod
from dev.errors import CannotStart
from dev.mongod import Mongod
from dev.ports import free_port

Spawn = Callable[..., "subprocess.Popen[bytes]"]
Client = pymongo.MongoClient[dict[str, Any]]


class HungryMongod(Mongod):
    room = 2**70


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Mongod]:
    with Mongod(tmp_path / "mongodb") as running:
        yield running


def test_a_transaction_commits_and_rolls_back(server: Mongod) -> None:
    with Client(server.uri) as client, client.start_session() as session:
        shelf = client.shop.shelf
        with session.start_transaction():
            shelf.insert_one({"_id": "kept"}, session=session)
        session.start_transaction()
        shelf.insert_one({"_id": "dropped"}, session=session)
        session.abort_transaction()

        assert [mug["_id"] for mug in shelf.find()] == ["kept"]


def test_its_data_survives_kill_9_and_a_change_of_port(server: Mongod) -> None:
    with Client(server.uri) as client:
        client.shop.shelf.insert_one({"_id": 1})

    server.kill()
    server.port = free_port()
    server.start()

    with Client(server.uri) as client:
        assert client.shop.shelf.find_one() == {"_id": 1}
        assert client.admin.command("hello")["primary"] == f"127.0.0.1:{server.port}"


def test_one_that_an_earlier_run_left_is_ended_and_its_data_served(server: Mongod) -> None:
    with Client(server.uri) as client:
        client.shop.shelf.insert_one({"_id": 1})

    with Mongod(server.directory) as next_one:
        assert not psutil.pid_exists(server.pid) or server.has_fallen
        with Client(next_one.uri) as client:
            assert client.shop.shelf.find_one() == {"_id": 1}


def test_a_process_that_got_the_recorded_pid_is_left_alone(tmp_path: Path, spawn: Spawn) -> None:
    stranger = spawn("import time; time.sleep(60)")
    started = psutil.Process(stranger.pid).create_time()
    record = {
        "pid": stranger.pid,
        "started": started,
        "command": ["mongod", "--dbpath", str(tmp_path / "db")],
    }
    (tmp_path / "mongod.pid.json").write_text(json.dumps(record))

    with Mongod(tmp_path):
        assert stranger.poll() is None


def test_a_folder_that_a_strange_mongod_serves_is_refused_with_what_to_do(server: Mongod) -> None:
    (server.directory / "mongod.pid.json").unlink()

    with pytest.raises(CannotStart, match="Stop the other mongod that serves this folder"):
        Mongod(server.directory).start()
    assert server.is_running


def test_a_port_in_use_is_named_with_the_variable_to_change(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(CannotStart, match=f"Port {other.getsockname()[1]} is in use.*SHOP_DEV_MONGODB_PORT"),
    ):
        Mongod(tmp_path, other.getsockname()[1]).start()


def test_a_folder_that_cannot_be_made_is_refused_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CannotStart, match=r"mongod cannot write to .*/file/mongodb \(Not a directory\)"):
        Mongod(tmp_path / "file" / "mongodb").start()


def test_too_little_room_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"Only \d+ MB are free .* mongod needs \d+ MB. Free some space"):
        HungryMongod(tmp_path).start()
    assert list(tmp_path.iterdir()) == []


def test_without_the_wheel_the_one_on_path_is_taken_and_without_both_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fiftyone", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotStart, match=r"There is no mongod.*install MongoDB, or set SHOP_MONGODB_URI"):
        mongod.binary()

    (tmp_path / "mongod").touch(mode=0o755)
    assert mongod.binary() == str(tmp_path / "mongod")


def test_one_that_cannot_load_its_libraries_says_which_packages_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = "error while loading shared libraries: libcurl.so.4: cannot open shared object file"
    (tmp_path / "mongod").write_text(f"#!/bin/sh\necho 'mongod: {complaint}' >&2\nexit 127\n")
    (tmp_path / "mongod").chmod(0o755)
    monkeypatch.setitem(sys.modules, "fiftyone", None)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(CannotStart, match="apt-get install libcurl4 libssl3") as trouble:
        Mongod(tmp_path / "mongodb").start()
    assert complaint in str(trouble.value)


def test_fail_points_are_there_only_when_asked_for(server: Mongod, tmp_path: Path) -> None:
    turn_off = {"configureFailPoint": "failCommand", "mode": "off"}

    with Client(server.uri) as client, pytest.raises(OperationFailure, match="no such command"):
        client.admin.command(turn_off)
    with Mongod(tmp_path / "other", test_commands=True) as other, Client(other.uri) as client:
        assert client.admin.command(turn_off)["ok"] == 1
