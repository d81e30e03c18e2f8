import re
import shutil
from pathlib import Path

import pytest
from flask import Flask
from pymongo.errors import ServerSelectionTimeoutError

from admin.app import create_app
from admin.headers import ALWAYS, fingerprint
from admin.identity import IDLE
from core import db
from core.bootstrap import Shop
from core.catalog.models import Product
from tests.admin.browser import Browser, seen
from tests.admin.furnished import Furniture, pages

PREVIEW = "http://storefront.example/preview#"
"""The one place elsewhere that a link leads to: the storefront, to see a draft."""


def _policy(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for words in (rule.split() for rule in policy.split(";"))}


def _walk(app: Flask, owner: Browser, furniture: Furniture) -> list[str]:
    return [furniture.address(rule) for rule in pages(app)] + ["/no-such-page", "/static/console.js"]


def test_every_answer_has_the_security_headers(app: Flask, owner: Browser, furniture: Furniture) -> None:
    for path in _walk(app, owner, furniture):
        headers = owner.get(path).headers
        assert {name: headers.get(name) for name in ALWAYS} == ALWAYS, path
        assert headers["Cache-Control"] == (
            "public, max-age=3600" if path.startswith("/static") else "no-store"
        )


def test_the_security_headers_say_what_they_are_for(owner: Browser) -> None:
    for path in ("/", "/sign-in", "/no-such-page"):
        headers = owner.get(path).headers
        assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains", path
        assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "same-origin")
        assert headers["Cache-Control"] == "no-store"


def test_the_policy_lets_nothing_run_that_is_not_the_consoles_own(
    app: Flask, owner: Browser, furniture: Furniture
) -> None:
    for path in _walk(app, owner, furniture):
        sent = owner.get(path).headers["Content-Security-Policy"]
        assert "unsafe" not in sent
        policy = _policy(sent)
        assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == ["'none'"]
        assert policy["frame-ancestors"] == ["'none'"]
        assert policy["form-action"] == policy["connect-src"] == ["'self'"]
        assert re.fullmatch(r"'self' 'nonce-[\w-]{20,}'", " ".join(policy["script-src"]))
        assert policy["style-src"] == policy["script-src"]


def test_a_file_that_has_changed_has_another_address(app: Flask, owner: Browser, tmp_path: Path) -> None:
    own = Path(str(app.static_folder))
    address = f'/static/parts.css?v={fingerprint(own)}"'
    assert address in owner.get("/").text
    other = Path(shutil.copytree(own, tmp_path / "static"))
    assert fingerprint(other) == fingerprint(own)
    (other / "parts.css").write_text("a { color: red }")
    assert fingerprint(other) != fingerprint(own)


def test_a_nonce_is_used_once(owner: Browser) -> None:
    first, second = (owner.get("/").headers["Content-Security-Policy"] for _ in range(2))
    assert first != second


def test_no_page_needs_what_the_policy_forbids(app: Flask, owner: Browser, furniture: Furniture) -> None:
    for path in [*_walk(app, owner, furniture)[:-1], "/orders/?search=nothing", "/orders/?status=paid"]:
        answer = owner.get(path)
        nonce = _policy(answer.headers["Content-Security-Policy"])["script-src"][1].split("-", 1)[1][:-1]
        for tag, facts in seen(answer).tags:
            assert not [name for name in facts if name.startswith("on") or name == "style"], (
                path,
                tag,
                facts,
            )
            assert tag not in {"style", "iframe", "object", "base"}, path
            if tag == "script":
                assert str(facts.get("src")).startswith("/static/"), path
                assert facts.get("nonce") == nonce, path
            for link in ("href", "src", "action"):
                where = str(facts.get(link) or "")
                assert where.startswith(PREVIEW) or not where.startswith(("http", "//", "javascript")), path


def test_pictures_come_from_contentful_and_from_its_stand_in_only(shop: Shop) -> None:
    theirs = {"https://images.ctfassets.net", "https://downloads.ctfassets.net"}
    for base, more in (
        ("https://cdn.contentful.com", set()),
        ("http://127.0.0.1:8450", {"http://127.0.0.1:8450"}),
    ):
        set_up = shop.settings.model_copy(update={"contentful_api_base": base})
        client = create_app(Shop(**{**vars(shop), "settings": set_up})).test_client()
        policy = _policy(client.get("/sign-in").headers["Content-Security-Policy"])
        assert set(policy["img-src"]) == {"'self'", "data:"} | theirs | more


def test_every_answer_has_a_request_id_its_own_or_the_callers(browser: Browser) -> None:
    asked = browser.get("/livez", X_Request_Id="from-the-edge-1")
    assert asked.headers["X-Request-Id"] == "from-the-edge-1"
    for path in ("/livez", "/orders/", "/static/console.js", "/no-such-page"):
        for insane in ("short", "x" * 65, "with space in it", "a_b_c_d_e_f", "line\u2028break-in-it"):
            made = browser.get(path, X_Request_Id=insane).headers["X-Request-Id"]
            assert re.fullmatch(r"[0-9a-f]{16}", made)


def test_every_request_is_one_line_in_the_log(browser: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    browser.get("/orders/?search=ada@example.com", X_Request_Id="from-the-edge-1")
    browser.get("/livez")
    lines = [line for line in capsys.readouterr().out.splitlines() if "answered" in line]
    assert len(lines) == 1
    assert "/orders/" in lines[0]
    assert "from-the-edge-1" in lines[0]
    assert "ada@example.com" not in lines[0], "what was searched for may be somebody's name"


def test_a_fault_of_ours_tells_nothing_but_its_number(own_app: Flask) -> None:
    def broken() -> str:
        raise RuntimeError("the secret of the house")

    own_app.view_functions["health.live"] = broken
    answer = own_app.test_client().get("/livez", headers={"X-Request-Id": "from-the-edge-1"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "from-the-edge-1" in seen(answer).text


def test_a_body_over_a_megabyte_is_413(owner: Browser) -> None:
    assert owner.client.post("/content/sync", data=b"x" * (1024 * 1024 + 1)).status_code == 413


def test_it_is_alive_without_mongodb_and_ready_only_with_it(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser.get("/readyz").text == "ready\n"

    def away() -> None:
        raise ServerSelectionTimeoutError("the secret address of the database")

    monkeypatch.setattr(db, "check_server", away)
    answer = browser.get("/readyz")
    assert (answer.status_code, browser.get("/livez").status_code) == (503, 200)
    assert "secret" not in answer.text


def test_it_is_not_ready_while_an_index_is_missing(browser: Browser) -> None:
    Product._get_collection().drop_index("slug_1")
    try:
        answer = browser.get("/readyz")
        assert answer.status_code == 503
        assert "1 indexes are missing" in answer.text
    finally:
        db.ensure_indexes([Product])
    assert browser.get("/readyz").status_code == 200


def test_every_file_a_page_asks_for_is_there(owner: Browser, browser: Browser) -> None:
    asked = {
        str(facts.get(name))
        for page in (owner.see("/"), owner.see("/orders/"), seen(browser.get("/sign-in")))
        for tag, facts in page.tags
        for name in ("src", "href")
        if tag in {"link", "script", "img", "use"} and facts.get(name)
    }
    assert len(asked) > 10
    for path in asked:
        file, _, symbol = path.partition("#")
        answer = browser.get(file)
        assert answer.status_code == 200, path
        assert f'id="{symbol}"' in answer.text if symbol else answer.data


@pytest.mark.parametrize(
    "path",
    [
        *("/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py"),
        *("/static/", "/static", "/admin/static/", "/static/..\\app.py"),
    ],
)
def test_no_path_leads_to_another_file_or_to_a_list_of_them(path: str, owner: Browser) -> None:
    answer = owner.get(path)
    assert answer.status_code == 404
    assert not re.search(r"import |root:|console\.js", answer.text.replace("/static/console.js", ""))


def test_signing_out_clears_what_the_browser_has_and_an_idle_page_gives_way(owner: Browser) -> None:
    """Also where nobody answers any more: the browser leaves the page by itself."""
    page = owner.get("/orders/")
    seconds, _, way_in = page.headers["Refresh"].partition("; url=")
    assert (IDLE.total_seconds() < int(seconds) < IDLE.total_seconds() + 60, way_in) == (True, "/sign-in")
    assert "Clear-Site-Data" not in page.headers

    out = owner.send("/sign-out")
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Refresh" not in owner.get("/sign-in").headers
