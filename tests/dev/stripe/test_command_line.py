import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.dev.stripe.running import ROOT, RunningStripe


def ended(*arguments: str) -> tuple[int, str]:
    """The exit code and what was said, of a start that ends at once."""
    command = [sys.executable, "-m", "dev.stripe", *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)
    return ran.returncode, ran.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--webhook-url", "http://127.0.0.1:1/hook"], "--webhook-secret"),
        (["--webhook-url", "127.0.0.1:1/hook", "--webhook-secret", "w"], "127.0.0.1:1/hook"),
        (["--port", "many"], "--port"),
    ],
)
def test_arguments_that_make_no_sense_are_named(arguments: list[str], said: str) -> None:
    code, errors = ended(*arguments)

    assert code == 2
    assert said in errors


def test_a_folder_without_contracts_stops_the_start(tmp_path: Path) -> None:
    code, errors = ended("--port", "0", "--contracts", str(tmp_path))

    assert code == 1
    assert str(tmp_path) in errors
    assert "Traceback" not in errors


def test_a_port_that_is_taken_stops_the_start(running: RunningStripe) -> None:
    code, errors = ended("--port", str(urlsplit(running.url).port))

    assert code == 1
    assert "in use" in errors
    assert "Traceback" not in errors
