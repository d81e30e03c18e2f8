"""The script that serves a build pack answers as the BFF answers, byte by byte."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from bff.app import create_app
from core.bootstrap import Shop
from core.key_ring import KeyRing
from core.markets.queries import markets
from core.pages.addresses import PAGE_SIZE
from core.pages.packs import wanted_page, write_pack
from tests import builders as a
from tests.core.pages import kept

NODE = shutil.which("node")
SCRIPT = Path(__file__).parents[2] / "clients" / "build-pack" / "serve.mjs"
SECRET = "the-secret-that-packs-are-signed-with"
ROUTES = ("product/mug-sand", "home", "blog/first", "category/kitchen")
PLAIN = ("?minVersion=0", "?utm=x", "?f.=x&f.Colour=")
"""Nothing that changes a list: the BFF takes no notice of it either."""

pytestmark = pytest.mark.skipif(
    NODE is None, reason="node is not on PATH: the build pack's server is not tried"
)


@pytest.fixture
def client(shop: Shop) -> FlaskClient:
    """The BFF of the shop that the pack is of."""
    a.markets()
    a.goods("MUG-SAND", available=3)
    a.mirrored(a.entry("blogPost", "first", title=a.both("Stühle & 茶", "Ü")))
    kept.keep(kept.products(PAGE_SIZE + 5))
    return create_app(shop).test_client()


@pytest.fixture
def pack(client: FlaskClient, tmp_path: Path) -> Path:
    path = tmp_path / "shop.pack"
    wanted = [wanted_page(route) for route in ROUTES]
    write_pack(path, KeyRing(SECRET), list(markets().values()), ("en-US", "de-DE"), wanted)
    return path


def environment(secret: str = SECRET) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "SHOP_REVALIDATE_SECRET": secret}


def finished(*words: object, secret: str = SECRET) -> "subprocess.CompletedProcess[str]":
    command = [str(NODE), str(SCRIPT), *map(str, words)]
    return subprocess.run(
        command, env=environment(secret), capture_output=True, text=True, timeout=60, check=False
    )


@contextmanager
def serving(pack: Path) -> Iterator[Callable[..., requests.Response]]:
    """The script at work; a function that asks it."""
    command = [str(NODE), str(SCRIPT), str(pack), "--port", "0"]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            ready = process.stdout.readline()
            url = ready.split("url=")[1].split()[0]
            with requests.Session() as session:
                session.trust_env = False
                yield lambda path, method="GET", **sent: session.request(
                    method, url + path, timeout=10, headers=sent
                )
        finally:
            process.terminate()


def test_it_answers_what_the_shop_answers(client: FlaskClient, pack: Path) -> None:
    with serving(pack) as ask:
        for route in ("layout", *ROUTES):
            for query in ("", "?market=us", "?market=eu", "?market=eu&locale=de-DE"):
                meant, found = client.get(f"/v1/pages/{route}{query}"), ask(f"/v1/pages/{route}{query}")
                assert found.status_code == meant.status_code == 200
                assert found.content == meant.data
                assert found.headers["ETag"] == meant.headers["ETag"]
                assert found.headers["Content-Type"] == "application/json"
        for query in PLAIN:
            meant, found = (
                client.get(f"/v1/pages/category/kitchen{query}"),
                ask(f"/v1/pages/category/kitchen{query}"),
            )
            assert (found.status_code, found.content) == (200, meant.data), query
        assert ask("/v1/pages/home?sort=price").status_code == 200
        held = ask("/v1/pages/layout").headers["ETag"]
        assert ask("/v1/pages/layout", **{"If-None-Match": held}).status_code == 304


def test_it_lists_the_paths_that_the_shop_lists(client: FlaskClient, pack: Path) -> None:
    with serving(pack) as ask:
        for query in ("product?market=us", "product", "post?market=eu&locale=de-DE", "collection"):
            meant, found = client.get(f"/v1/paths/{query}").get_json(), ask(f"/v1/paths/{query}").json()
            assert found["data"] == meant["data"]
            assert found["meta"] == {**meant["meta"], "version": found["meta"]["version"]}
        after = ask("/v1/paths/product").json()["data"]["next"]
        rest = ask(f"/v1/paths/product?after={after}").json()
        assert rest["data"] == client.get(f"/v1/paths/product?after={after}").get_json()["data"]
        assert rest["data"]["next"] is None


NOT_THERE = (
    ("/v1/pages/product/nope", 404, "page-not-found"),
    ("/v1/pages/blog/nope", 404, "page-not-found"),
    ("/v1/pages/product/mug-000001", 503, "not-in-pack"),
    ("/v1/pages/blog", 503, "not-in-pack"),
    ("/v1/pages/search?q=mug", 503, "not-in-pack"),
    ("/v1/redirect?path=/x", 503, "not-in-pack"),
    ("/v1/pages/layout?market=moon", 422, "unknown-market"),
    ("/v1/pages/layout?market=us&locale=de-DE", 422, "unknown-locale"),
    ("/v1/paths/layout", 422, "unknown-page-type"),
    ("/v1/paths/product?after=bXVn", 422, "bad-cursor"),
    ("/%E0%A4", 404, "page-not-found"),
    ("//", 503, "not-in-pack"),
    ("//?market=us", 503, "not-in-pack"),
    ("///[::1", 503, "not-in-pack"),
    ("/v1/pages/category/kitchen?sort=price", 503, "not-in-pack"),
    ("/v1/pages/category/kitchen?f.Colour=Sand", 503, "not-in-pack"),
    ("/v1/pages/category/kitchen?market=us&priceMin=1", 503, "not-in-pack"),
    ("/v1/pages/category/kitchen?priceMax=1", 503, "not-in-pack"),
    ("/v1/pages/category/kitchen?after=x", 503, "not-in-pack"),
    ("/v1/pages/category/nope?sort=price", 404, "page-not-found"),
    (f"/v1/pages/home?minVersion={2**52}", 422, "unknown-version"),
    ("/v1/pages/home?minVersion=x", 422, "invalid-value"),
)


def test_what_it_has_not_is_a_problem_and_no_page(pack: Path) -> None:
    with serving(pack) as ask:
        for path, status, code in NOT_THERE:
            answer = ask(path)
            assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{code}"), path
            assert answer.headers["Content-Type"] == "application/problem+json"
        assert ask("/v1/pages/layout", "POST").status_code == 405
        assert ask("/v1/pages/layout", "HEAD").text == ""


@pytest.mark.parametrize("secret", ["another-secret-than-that-of-the-pack", ""])
def test_a_pack_of_another_secret_is_not_served(secret: str, pack: Path) -> None:
    result = finished(pack, "--port", "0", secret=secret)
    assert result.returncode == 1
    assert "READY" not in result.stdout
    assert ("another secret" if secret else "SHOP_REVALIDATE_SECRET is missing") in result.stderr


def test_a_pack_is_served_whichever_of_its_secrets_has_signed_it(pack: Path) -> None:
    told = ["--port", "0", "--", "node", "-e", ""]
    for secret in (f"the-next-one, {SECRET}", f"{SECRET},the-last-one"):
        assert finished(pack, *told, secret=secret).returncode == 0


@pytest.mark.parametrize("change", [lambda data: data[:-30], lambda _: b"plain text", lambda _: b""])
def test_a_pack_that_is_not_whole_is_not_served(change: Callable[[bytes], bytes], pack: Path) -> None:
    pack.write_bytes(change(pack.read_bytes()))
    result = finished(pack, "--port", "0")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("serve.mjs: ")


def test_it_serves_for_the_time_of_a_command_and_ends_as_that_ends(pack: Path) -> None:
    asks = (
        "import os, urllib.request as r; "
        "print(r.urlopen(os.environ['QUAYSIDE_URL'] + '/v1/pages/layout').status); raise SystemExit(7)"
    )
    result = finished(pack, "--port", "0", "--", sys.executable, "-c", asks)
    assert (result.returncode, result.stdout.splitlines()[1:]) == (7, ["200"])


def test_what_it_is_called_with_is_explained(pack: Path) -> None:
    for words in ((), (pack, "--port", "x"), (pack, pack), (pack, "--what")):
        result = finished(*words)
        assert result.returncode == 2
        assert "usage: node serve.mjs FILE" in result.stderr


def test_it_needs_nothing_but_node() -> None:
    imports = [line for line in SCRIPT.read_text().splitlines() if line.startswith("import ")]
    assert imports
    assert all(' from "node:' in line for line in imports)
