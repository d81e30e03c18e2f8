"""A member of staff at a browser, and what such a person sees of a page."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import builders as a

TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
TYPED = str.maketrans({"\N{EN DASH}": "-", "\N{MINUS SIGN}": "-", "\N{MULTIPLICATION SIGN}": "x"})
Tag = tuple[str, dict[str, str | None]]


@dataclass
class Browser:
    """One browser with its cookies. Forms are sent with the token that the console's pages carry."""

    client: FlaskClient

    def sign_in(
        self, email: str = "owner@quayside.example", password: str = a.PASSWORD, back: str | None = None
    ) -> TestResponse:
        token = token_in(self.client.get("/sign-in").text)
        given = {"csrf_token": token, "email": email, "password": password}
        return self.client.post("/sign-in", query_string={"next": back} if back else None, data=given)

    def get(self, path: str, **headers: str) -> TestResponse:
        """One page or file, read to its end; header names are given with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(path, headers=named, buffered=True)

    def see(self, path: str) -> "Seen":
        """A page that must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return seen(answer)

    def send(self, path: str, request_id: str | None = None, **fields: str) -> TestResponse:
        """A form of the console, sent; *request_id* is what the edge calls the request."""
        token = token_in(self.client.get("/").text)
        headers = {"X-Request-Id": request_id} if request_id else {}
        return self.client.post(path, data={"csrf_token": token, **fields}, headers=headers)

    def find(self, path: str, text: str = "", **chosen: str) -> "Seen":
        """The list at that path, with what its form above it finds."""
        return self.follow(self.send(f"{path}search", search=text, **chosen))

    def follow(self, answer: TestResponse) -> "Seen":
        """Where an answer leads to, with what it says there."""
        return self.see(answer.headers["Location"])


@dataclass
class Seen(HTMLParser):
    """A page as a browser takes it apart."""

    tags: list[Tag] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """Its words, with the signs for dash, minus and times as one types them."""
        return " ".join(" ".join(self.words).split()).translate(TYPED)

    def forms(self) -> list[str]:
        """Where the forms lead that this page offers."""
        return [str(facts.get("action")) for tag, facts in self.tags if tag == "form" and facts.get("action")]

    def links(self) -> list[str]:
        return [str(facts["href"]) for tag, facts in self.tags if tag == "a" and facts.get("href")]

    def value_of(self, name: str) -> str | None:
        """What a field of that name holds."""
        return next(
            facts.get("value") for tag, facts in self.tags if tag == "input" and facts.get("name") == name
        )

    def field_with_id(self, name: str) -> str | None:
        """What the field with that id holds, where a page has several of one name."""
        return next(facts.get("value") for _, facts in self.tags if facts.get("id") == name)


def seen(answer: TestResponse) -> Seen:
    page = Seen()
    page.feed(answer.text)
    return page


def token_in(html: str) -> str:
    found = TOKEN.search(html)
    assert found, "the page has no form"
    return found[1]
