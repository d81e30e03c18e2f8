"""A browser on a page of the storefront, with cookies."""

import re
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bff.cookies import CSRF
from tests import builders as a

STOREFRONT = "http://storefront.example"
WISH = {"X-Tokens-In": "cookies"}
ADA = {"email": "ada@example.com", "password": a.PASSWORD}
SAME = {"Sec-Fetch-Site": "same-origin", "Origin": STOREFRONT}


@dataclass
class Browser:
    """A browser on a page of the storefront, which sends its cookies whoever makes it ask."""

    client: FlaskClient

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> TestResponse:
        """As a page of the storefront asks; *headers* take the place of what says so."""
        sent = self.page() if headers is None else headers
        return self.client.open(path, method=method, json=body, headers=sent)

    def page(self, **more: str) -> dict[str, str]:
        csrf = self.cookie(CSRF)
        return {**SAME, **({"X-CSRF-Token": csrf} if csrf else {}), **more}

    def cookie(self, name: str) -> str | None:
        found = self.client.get_cookie(name)
        return found.value if found else None

    def sign_in(self, email: str = "ada@example.com") -> TestResponse:
        answer = self.ask("POST", "/v1/auth/login", {**ADA, "email": email}, {**SAME, **WISH})
        assert answer.status_code == 200, answer.text
        return answer

    def is_in(self) -> bool:
        return self.ask("GET", "/v1/me").status_code == 200

    def another(self) -> "Browser":
        """One more browser, without cookies."""
        return Browser(self.client.application.test_client())


def set_by(answer: TestResponse) -> dict[str, str]:
    """What each cookie that was set is like, its value left out."""
    return {
        name: rest
        for line in answer.headers.getlist("Set-Cookie")
        for name, rest in [re.fullmatch(r"([\w-]+)=[^;]*; (.*)", line).groups()]  # type: ignore[union-attr]
    }
