"""`python -m dev.contentful` as a program."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from dev.contentful.options import read_options
from tests.dev.contentful.exports import small_shop, written
from tests.dev.contentful.running import DELIVERY, ROOT, SECRET, StandIn


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return written(tmp_path, small_shop())


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dev.contentful", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)


def test_help_names_every_option() -> None:
    shown = run("--help").stdout

    for option in ("port", "export", "space", "environment", "delivery-token", "preview-token"):
        assert f"--{option}" in shown
    for option in ("webhook-url", "webhook-secret", "data", "assets"):
        assert f"--{option}" in shown


def test_it_ends_at_once_when_told_to(launch: Callable[..., StandIn], export: Path) -> None:
    code, log = launch(export).stop()

    assert code == 0
    assert "Traceback" not in log


def test_each_call_is_one_line_without_secrets(launch: Callable[..., StandIn], export: Path) -> None:
    server = launch(export)
    first = server.ask("/entries/cup")
    requests.get(f"{server.api}/assets?access_token={DELIVERY}&limit=1", timeout=5)
    requests.get(f"{server.url}/a%0Ab", timeout=5)
    lines = server.stop()[1].splitlines()

    assert len(lines) == 4, lines
    assert first.headers["X-Contentful-Request-Id"] in lines[1]
    assert lines[1].startswith("GET /spaces/testspace/environments/master/entries/cup 200 ")
    assert lines[2].startswith("GET /spaces/testspace/environments/master/assets?limit=1 200 ")
    assert DELIVERY not in "".join(lines)


def test_another_environment_can_be_served(launch: Callable[..., StandIn], export: Path) -> None:
    server = launch(export, "--environment", "staging")
    url = f"{server.url}/spaces/testspace/environments/staging/entries/cup?access_token={DELIVERY}"

    assert requests.get(url, timeout=5).json()["sys"]["environment"]["sys"]["id"] == "staging"
    assert server.ask("/entries/cup").status_code == 404


def test_a_port_in_use_is_said(export: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run("--export", str(export), "--port", str(port))

    assert ended.returncode == 1
    assert f"port {port} cannot be taken" in ended.stderr


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--port", "many"], "--port"),
        (["--port", "70000"], "--port"),
        (["--webhook-secret", "short"], "--webhook-secret"),
        (["--webhook-secret", "ü" * 64], "--webhook-secret"),
        (["--webhook-url", "http://127.0.0.1:1/x"], "--webhook-secret"),
        (["--webhook-url", "nowhere", "--webhook-secret", SECRET], "--webhook-url"),
        (["--assets", "/nowhere"], "--assets"),
        (["--space", "a/b"], "--space"),
        (["--delivery-token", ""], "--delivery-token"),
        (["--delivery-token", "same", "--preview-token", "same"], "must differ"),
    ],
    ids=str,
)
def test_a_bad_option_is_refused_by_name(
    capsys: pytest.CaptureFixture[str], options: list[str], word: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        read_options(options)

    assert word in capsys.readouterr().err


def test_a_wrong_secret_is_not_repeated() -> None:
    ended = run("--webhook-secret", "hush-hush")

    assert ended.returncode == 2
    assert "hush-hush" not in ended.stderr


def test_a_missing_export_is_said() -> None:
    ended = run("--export", "/nowhere/export.json")

    assert (ended.returncode, ended.stdout) == (1, "")
    assert "/nowhere/export.json cannot be read" in ended.stderr
