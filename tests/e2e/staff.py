"""Somebody who works in the console: reads its pages, fills in its forms, as a browser would."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import requests

SECONDS = 15


class Forms(HTMLParser):
    """The forms of a page: where each goes, and what it would send as it stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((facts.get("action", ""), {}))
        elif tag in ("input", "select", "textarea") and self.forms and facts.get("name"):
            self.forms[-1][1][facts["name"]] = facts.get("value", "")

    def to(self, action: str) -> tuple[str, dict[str, str]]:
        """The form whose address ends so; the one that comes back to its own page for an empty one."""
        found = [form for form in self.forms if form[0].endswith(action)]
        assert found, f"there is no form to {action!r}: {[form[0] for form in self.forms]}"
        return found[-1] if not action else found[0]


class Staff:
    """A browser session in the console."""

    def __init__(self, console: str) -> None:
        self.console = console
        self.http = requests.Session()

    def look(self, path: str) -> str:
        answer = self.http.get(urljoin(self.console, path), timeout=SECONDS)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.text

    def send(self, path: str, action: str, **values: str) -> requests.Response:
        """Fill in the form of that page that goes to *action*, and send it."""
        where, given = Forms(self.look(path)).to(action)
        return self.http.post(
            urljoin(urljoin(self.console, path), where or path),
            data={**given, **values},
            headers={"Referer": self.console},
            timeout=SECONDS,
        )

    def sign_in(self, email: str, password: str) -> None:
        answer = self.send("/sign-in", "", email=email, password=password)
        assert answer.ok, answer.text
        assert "Sign out" in answer.text
