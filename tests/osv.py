"""OSV as a stand-in over HTTP: it answers as OSV does about the records that a test gives it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

from core.advisories import Library
from tests.answering import answering

TODAY = datetime.now(UTC)


def record(name: str, *, days: float = 0, severity: str | None = None, **more: Any) -> dict[str, Any]:
    """An advisory that was published so many days ago, in the OSV schema."""
    published = (TODAY - timedelta(days=days)).isoformat().replace("+00:00", "Z")
    said = {"database_specific": {"severity": severity}} if severity else {}
    return {"id": name, "published": published, "modified": published, "summary": "A hole", **said, **more}


class Osv:
    """Knows *records* of libraries by ecosystem and name; tells a page of one at a time."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.asked: set[Library] = set()
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.url = ""

    def answer(self, path: str, body: Any) -> tuple[int, bytes]:
        if path in self.answers:
            return self.answers[path]
        if path == "/v1/querybatch":
            return 200, json.dumps({"results": [self.page(query) for query in body["queries"]]}).encode()
        every = {one["id"]: one for some in self.records.values() for one in some}
        return 200, json.dumps(every[path.removeprefix("/v1/vulns/")]).encode()

    def page(self, query: dict[str, Any]) -> dict[str, Any]:
        package, at = query["package"], int(query.get("page_token", 0))
        self.asked.add(Library(package["ecosystem"], package["name"], query["version"]))
        found = self.records.get((package["ecosystem"], package["name"]), [])
        one = [{"id": record["id"], "modified": record["modified"]} for record in found[at : at + 1]]
        more = {"next_page_token": str(at + 1)} if at + 1 < len(found) else {}
        return {**({"vulns": one} if one else {}), **more}


@contextmanager
def serving() -> Iterator[Osv]:
    """One that is asked at its `url` until the end."""
    stand_in = Osv()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._say(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def do_GET(self) -> None:
            self._say(None)

        def _say(self, body: Any) -> None:
            status, text = stand_in.answer(self.path, body)
            with suppress(ConnectionError):  # who has asked did not wait
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with answering(Handler) as server:
        stand_in.url = f"http://127.0.0.1:{server.server_port}"
        yield stand_in
