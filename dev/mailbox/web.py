"""The HTTP side: pages to look at mails, JSON to test with."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader

from dev.mailbox.folder import Folder, Mail
from dev.mailbox.smtp import REFUSALS, Refusal, Refusals

LARGEST_BODY_BYTES = 4_096
MOST_REFUSALS = 10_000
PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
# A mail's own styles may show; nothing of it runs, and nothing is fetched from anywhere.
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
TEMPLATES = Environment(
    loader=PackageLoader("dev.mailbox"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
STYLE = files("dev.mailbox").joinpath("style.css").read_bytes()


class Refused(Exception):
    """A request that cannot be answered as asked: *status*, and the sentence why."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


class MailboxServer(ThreadingHTTPServer):
    """Serves *folder* and the refusals planned in *refusals*."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Folder, refusals: Refusals) -> None:
        super().__init__(address, MailboxHandler)
        self.folder = folder
        self.refusals = refusals


class MailboxHandler(BaseHTTPRequestHandler):
    server: MailboxServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
        """A mailbox that is polled would fill the log."""

    def _answer(self) -> None:
        try:
            self._body = self._read_body()
            action, words = self._route()
            action(self, *words)
        except Refused as refusal:
            self._send_json({"error": str(refusal)}, refusal.status)

    def _read_body(self) -> bytes:
        """Read in any case: what stays unread would be taken for the next request."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY_BYTES:
            self.close_connection = True
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {LARGEST_BODY_BYTES} bytes")
        return self.rfile.read(int(length))

    def _route(self) -> tuple[Callable[..., None], tuple[str, ...]]:
        path = self.path.partition("?")[0]
        for pattern, actions in ROUTES.items():
            if match := re.fullmatch(pattern, path):
                if self.command in actions:
                    return actions[self.command], match.groups()
                raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, f"{path} does not take {self.command}")
        raise Refused(HTTPStatus.NOT_FOUND, f"there is no {path}")

    def show_list(self) -> None:
        self._send_page("list.html", mails=self.server.folder.mails(), refusal=self.server.refusals.now)

    def show_mail(self, name: str) -> None:
        self._send_page("mail.html", mail=self._mail(name))

    def show_html(self, name: str) -> None:
        content = (self._mail(name).html or "").encode()
        self._send(content, "text/html; charset=utf-8", policy=MAIL_POLICY)

    def show_source(self, name: str) -> None:
        self._mail(name)
        self._send(self.server.folder.source(name) or b"", "message/rfc822")

    def show_style(self) -> None:
        self._send(STYLE, "text/css; charset=utf-8")

    def list_mails(self) -> None:
        self._send_json({"mails": [as_json(mail) for mail in self.server.folder.mails()]})

    def forget_mails(self) -> None:
        self._send_json({"forgotten": self.server.folder.clear()})

    def show_refusals(self) -> None:
        refusal = self.server.refusals.now
        self._send_json({"next": refusal.left, "code": refusal.code})

    def plan_refusals(self) -> None:
        if self.headers.get_content_type() != "application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send application/json")
        self.server.refusals.plan(read_refusal(self._body))
        self.show_refusals()

    def _mail(self, name: str) -> Mail:
        mail = self.server.folder.mail(name)
        if mail is None:
            raise Refused(HTTPStatus.NOT_FOUND, f"there is no mail {name}")
        return mail

    def _send_page(self, template: str, **shown: object) -> None:
        page = TEMPLATES.get_template(template).render(**shown)
        self._send(page.encode(), "text/html; charset=utf-8", policy=PAGE_POLICY)

    def _send_json(self, answer: object, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(json.dumps(answer).encode(), "application/json", status)

    def _send(
        self,
        content: bytes,
        kind: str,
        status: HTTPStatus = HTTPStatus.OK,
        policy: str = "default-src 'none'",
    ) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


ROUTES: dict[str, dict[str, Callable[..., None]]] = {
    r"/": {"GET": MailboxHandler.show_list},
    r"/mails/(\d+)": {"GET": MailboxHandler.show_mail},
    r"/mails/(\d+)/html": {"GET": MailboxHandler.show_html},
    r"/mails/(\d+)\.eml": {"GET": MailboxHandler.show_source},
    r"/style\.css": {"GET": MailboxHandler.show_style},
    r"/api/mails": {"GET": MailboxHandler.list_mails, "DELETE": MailboxHandler.forget_mails},
    r"/api/faults": {"GET": MailboxHandler.show_refusals, "POST": MailboxHandler.plan_refusals},
}


def as_json(mail: Mail) -> dict[str, Any]:
    """The shape of one mail in `/api/mails`; `receivedAt` is RFC 3339 in UTC."""
    return {
        "id": mail.id,
        "receivedAt": mail.received.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "from": mail.sender,
        "to": list(mail.recipients),
        "subject": mail.subject,
        "messageId": mail.message_id,
        "text": mail.text,
        "html": mail.html,
        "attachments": [asdict(attachment) for attachment in mail.attachments],
    }


def read_refusal(body: bytes) -> Refusal:
    """`{"next": 2, "code": 451}`; raises Refused, naming the field, for anything else."""
    try:
        asked = json.loads(body)
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, "the body is not JSON") from None
    if not isinstance(asked, dict):
        raise Refused(HTTPStatus.BAD_REQUEST, "the body is not an object")
    left, code = asked.get("next"), asked.get("code", 451)
    if type(left) is not int or not 0 <= left <= MOST_REFUSALS:
        raise Refused(HTTPStatus.BAD_REQUEST, f"next must be a whole number from 0 to {MOST_REFUSALS}")
    if type(code) is not int or code not in REFUSALS:
        raise Refused(HTTPStatus.BAD_REQUEST, "code must be 451 or 554")
    return Refusal(left, code)
