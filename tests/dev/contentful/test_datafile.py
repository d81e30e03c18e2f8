"""Edits and sync tokens over restarts."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dev.contentful.exports import small_shop, written
from tests.dev.contentful.running import PREVIEW, ROOT, StandIn

Launch = Callable[..., StandIn]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return written(tmp_path, small_shop())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "made" / "contentful.db"


def names(server: StandIn, token: str) -> list[str]:
    return sorted(f"{item['sys']['type']} {item['sys']['id']}" for item in server.sync(sync_token=token)[0])


class TestKilled:
    def test_edits_and_tokens_survive_a_kill(self, launch: Launch, export: Path, data: Path) -> None:
        server = launch(export, "--data", str(data))
        _, token, _ = server.sync(initial="true")
        server.do("/edit/cup", {"fields": {"title": {"de-DE": "Becher"}}})
        server.do("/entries/mug", {"fields": {"title": {"en-US": "Draft"}}})
        server.do(
            "/entries", {"content_type": "category", "id": "new", "fields": {"title": {"en-US": "New"}}}
        )
        server.do("/delete/Entry/home")
        server.do("/archive/Entry/kitchen")
        server.kill()
        server.start()

        assert server.get("/entries/cup", locale="de-DE")["fields"]["title"] == "Becher"
        assert server.get("/entries/mug")["fields"]["title"] == "Mug"
        assert server.get("/entries/mug", token=PREVIEW)["fields"]["title"] == "Draft"
        assert server.get("/entries/new", token=PREVIEW)["fields"]["title"] == "New"
        assert names(server, token) == ["DeletedEntry home", "DeletedEntry kitchen", "Entry cup"]

    def test_every_answered_edit_survives_a_kill_in_the_middle_of_many(
        self, launch: Launch, export: Path, data: Path
    ) -> None:
        server = launch(export, "--data", str(data))
        _, token, _ = server.sync(initial="true")
        answered = _edit_until_killed(server)
        server.start()
        cup = server.get("/entries/cup")

        assert cup["fields"]["weight"] in (answered, answered + 1)
        assert cup["sys"]["revision"] == 2 + cup["fields"]["weight"]
        assert names(server, token) == ["Entry cup"]


def _edit_until_killed(server: StandIn) -> int:
    """Edit as fast as it goes; the last number that was answered before the kill."""
    answered = 0
    thread = threading.Timer(0.3, server.kill)
    thread.start()
    try:
        while True:
            server.do("/edit/cup", {"fields": {"weight": {"en-US": answered + 1}}})
            answered += 1
    except OSError:
        thread.join()
        assert answered
        return answered


class TestRestarted:
    def test_a_reset_is_kept_too(self, launch: Launch, export: Path, data: Path) -> None:
        server = launch(export, "--data", str(data))
        server.do("/edit/cup", {"fields": {"title": {"en-US": "Beaker"}}})
        server.do("/reset")
        _, token, _ = server.sync(initial="true")
        server.stop()
        server.start()

        assert server.get("/entries/cup")["fields"]["title"] == "Cup"
        assert names(server, token) == []

    def test_another_export_keeps_the_edits_and_voids_the_tokens(
        self, launch: Launch, export: Path, data: Path
    ) -> None:
        server = launch(export, "--data", str(data))
        _, token, _ = server.sync(initial="true")
        server.do("/edit/cup", {"fields": {"title": {"en-US": "Beaker"}}})
        server.stop()
        document = small_shop()
        document["entries"][1]["fields"]["title"]["en-US"] = "Changed in the export"
        written(export.parent, document)
        server.start()

        assert server.get("/entries/cup")["fields"]["title"] == "Beaker"
        assert server.get("/entries/mug")["fields"]["title"] == "Changed in the export"
        assert server.ask("/sync", sync_token=token).status_code == 400

    def test_without_a_data_file_old_tokens_are_unknown(self, launch: Launch, export: Path) -> None:
        server = launch(export)
        _, token, _ = server.sync(initial="true")
        server.stop()
        server.start()

        assert server.ask("/sync", sync_token=token).status_code == 400


class TestUnusable:
    def test_a_file_that_is_no_data_file_is_left_alone(self, export: Path, tmp_path: Path) -> None:
        foreign = tmp_path / "notes.txt"
        foreign.write_text("My notes, which are longer than a header of a database would be." * 20)

        assert "notes.txt cannot be used as a data file" in _refusal(export, foreign)
        assert foreign.read_text().startswith("My notes")

    def test_a_database_of_another_program_is_left_alone(self, export: Path, tmp_path: Path) -> None:
        foreign = tmp_path / "other.db"
        with sqlite3.connect(foreign) as connection:
            connection.execute("CREATE TABLE customers (name TEXT)")
        connection.close()

        assert "other.db is a database of another program" in _refusal(export, foreign)

    def test_two_servers_do_not_share_one_file(self, launch: Launch, export: Path, data: Path) -> None:
        launch(export, "--data", str(data))

        assert "locked" in _refusal(export, data)


def _refusal(export: Path, data: Path) -> str:
    command = [
        sys.executable,
        "-m",
        "dev.contentful",
        "--port",
        "0",
        "--export",
        str(export),
        "--data",
        str(data),
    ]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    return ended.stderr
