"""The stand-in refuses what a provider refuses, or the shop's own mistakes would not be seen."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
import requests

from dev.oidc.provider import challenge
from tests.dev.oidc.running import CLIENT, REDIRECT, SECRET, RunningProvider

ROOT = Path(__file__).resolve().parents[3]
VERIFIER = "v" * 43
ASKED = {
    "client_id": CLIENT,
    "redirect_uri": REDIRECT,
    "response_type": "code",
    "scope": "openid email",
    "state": "s",
    "nonce": "n",
    "code_challenge": challenge(VERIFIER),
    "code_challenge_method": "S256",
}


def address(oidc: RunningProvider, **change: str) -> str:
    return f"{oidc.url}/authorize?{urlencode({**ASKED, **change})}"


def traded(oidc: RunningProvider, secret: str = SECRET, **change: str) -> requests.Response:
    code = oidc.signed_in(address(oidc))["code"]
    form = {"client_id": CLIENT, "client_secret": secret, "code": code, "redirect_uri": REDIRECT}
    return requests.post(f"{oidc.url}/token", {**form, "code_verifier": VERIFIER, **change}, timeout=5)


def test_a_code_is_traded_once_for_tokens(oidc: RunningProvider) -> None:
    code = oidc.signed_in(address(oidc))["code"]

    assert traded(oidc, code=code).status_code == 200
    assert traded(oidc, code=code).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    "change", [{"code_verifier": "w" * 43}, {"redirect_uri": f"{REDIRECT}/x"}, {"code": "made-up"}]
)
def test_a_code_of_somebody_else_is_refused(oidc: RunningProvider, change: dict[str, str]) -> None:
    assert traded(oidc, **change).json() == {"error": "invalid_grant"}


def test_a_client_without_its_secret_is_refused(oidc: RunningProvider) -> None:
    assert traded(oidc, "wrong").status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "another"},
        {"redirect_uri": "https://evil.example/"},
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
        {"scope": "email"},
    ],
)
def test_nobody_is_asked_to_sign_in_for_a_wrong_request(
    oidc: RunningProvider, change: dict[str, str]
) -> None:
    assert requests.get(address(oidc, **change), timeout=5).status_code == 400


def test_it_runs_as_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "dev.oidc", "--port", "0", "--redirect-url", REDIRECT]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        url = process.stdout.readline().split()[1]
        told = requests.get(f"{url}/.well-known/openid-configuration", timeout=5).json()
        process.terminate()
        assert process.wait(5) == 0

    assert told["issuer"] == url
