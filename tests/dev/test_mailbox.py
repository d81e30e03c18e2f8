import json
import smtplib
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from dev.mailbox.folder import Folder


@dataclass(frozen=True)
class Mailbox:
    url: str
    smtp_port: int

    def send(self, mail: EmailMessage, *recipients: str) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=10) as smtp:
            smtp.send_message(mail, "shop@quayside.example", recipients or ["ada@example.org"])

    def ask(
        self, path: str, method: str = "GET", body: object = None, **headers: str
    ) -> tuple[int, str, Any]:
        """Status, body and headers of an answer."""
        content = None if body is None else json.dumps(body).encode()
        if content is not None:
            headers = {"Content-Type": "application/json", **headers}
        request = urllib.request.Request(self.url + path, content, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.read().decode(), refusal.headers

    def mails(self) -> list[dict[str, Any]]:
        mails: list[dict[str, Any]] = json.loads(self.ask("/api/mails")[1])["mails"]
        return mails


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailbox]:
    folder = tmp_path_factory.mktemp("mails")
    command = [sys.executable, "-m", "dev.mailbox", "--port", "0", "--smtp-port", "0", "--data", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        web, smtp = child.stdout.readline(), child.stdout.readline()
        yield Mailbox(web.removeprefix("LISTENING ").strip(), int(smtp.rpartition(":")[2]))
        child.terminate()
        assert child.wait(10) == 0


@pytest.fixture
def mailbox(server: Mailbox) -> Mailbox:
    server.ask("/api/mails", "DELETE")
    server.ask("/api/faults", "POST", {"next": 0})
    return server


def confirmation(subject: str = "Your order Q-1001") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Quayside <shop@quayside.example>"
    mail["To"] = "Ada <ada@example.org>"
    mail["Subject"] = subject
    mail["Message-ID"] = "<order-1001@quayside.example>"
    mail.set_content("Two mugs, 36,00 €\n")
    mail.add_alternative("<p>Two mugs, <b>36,00 €</b></p>", subtype="html")
    return mail


def test_a_mail_comes_back_as_json_with_both_its_parts(mailbox: Mailbox) -> None:
    mailbox.send(confirmation("Ihre Bestellung über 36 €"))

    (mail,) = mailbox.mails()

    assert mail["subject"] == "Ihre Bestellung über 36 €"
    assert (mail["from"], mail["to"]) == ("shop@quayside.example", ["ada@example.org"])
    assert mail["text"] == "Two mugs, 36,00 €\n"
    assert mail["html"] == "<p>Two mugs, <b>36,00 €</b></p>\n"
    assert mail["messageId"] == "<order-1001@quayside.example>"
    assert mail["receivedAt"].endswith("Z")


def test_the_newest_comes_first(mailbox: Mailbox) -> None:
    for subject in ("first", "second", "third"):
        mailbox.send(confirmation(subject))

    assert [mail["subject"] for mail in mailbox.mails()] == ["third", "second", "first"]


def test_recipients_are_those_of_the_envelope_blind_copies_included(mailbox: Mailbox) -> None:
    mailbox.send(confirmation(), "ada@example.org", "blind@example.org")

    assert mailbox.mails()[0]["to"] == ["ada@example.org", "blind@example.org"]


def test_what_is_attached_is_told_by_name_type_and_size(mailbox: Mailbox) -> None:
    mail = confirmation()
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="invoice.pdf")
    mailbox.send(mail)

    assert mailbox.mails()[0]["attachments"] == [
        {"name": "invoice.pdf", "type": "application/pdf", "size": 5}
    ]


def test_the_next_mails_are_refused_as_asked_and_then_no_more(mailbox: Mailbox) -> None:
    assert mailbox.ask("/api/faults", "POST", {"next": 1, "code": 554})[0] == 200

    with pytest.raises(smtplib.SMTPDataError) as refusal:
        mailbox.send(confirmation("refused"))
    mailbox.send(confirmation("taken"))

    assert refusal.value.smtp_code == 554
    assert [mail["subject"] for mail in mailbox.mails()] == ["taken"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"next": -1}, "next"),
        ({"next": 1.5}, "next"),
        ({"next": "1"}, "next"),
        ({"next": True}, "next"),
        ({}, "next"),
        ({"next": 1, "code": 250}, "code"),
        ({"next": 1, "code": [451]}, "code"),
        ([], "the body"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused_by_the_name_of_its_field(
    mailbox: Mailbox, asked: object, field: str
) -> None:
    status, said, _ = mailbox.ask("/api/faults", "POST", asked)

    assert status == 400
    assert json.loads(said)["error"].startswith(field)


def test_a_form_of_another_site_plans_no_fault(mailbox: Mailbox) -> None:
    assert mailbox.ask("/api/faults", "POST", {"next": 1}, **{"Content-Type": "text/plain"})[0] == 415
    assert json.loads(mailbox.ask("/api/faults")[1]) == {"next": 0, "code": 451}


def test_all_mails_are_forgotten_at_once(mailbox: Mailbox) -> None:
    mailbox.send(confirmation())

    assert json.loads(mailbox.ask("/api/mails", "DELETE")[1]) == {"forgotten": 1}
    assert mailbox.mails() == []


def test_what_a_mail_says_is_never_markup_of_the_page(mailbox: Mailbox) -> None:
    mail = confirmation("<script>alert(1)</script>")
    mail.get_body(("plain",)).set_content("</pre><script>alert(2)</script>")  # type: ignore[union-attr]  # it has one
    mailbox.send(mail)

    for path in ("/", f"/mails/{mailbox.mails()[0]['id']}"):
        page = mailbox.ask(path)[1]
        assert "&lt;script&gt;alert(1)" in page
        assert "<script" not in page


def test_the_html_of_a_mail_runs_nothing_and_fetches_nothing(mailbox: Mailbox) -> None:
    mailbox.send(confirmation())
    name = mailbox.mails()[0]["id"]

    page = mailbox.ask(f"/mails/{name}")[1]
    _, shown, headers = mailbox.ask(f"/mails/{name}/html")

    assert (
        f'<iframe sandbox referrerpolicy="no-referrer" title="The mail as HTML" src="/mails/{name}/html">'
        in page
    )
    assert "<b>36,00 €</b>" in shown
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/mails/1", 404),
        ("GET", "/mails/../../etc/passwd", 404),
        ("GET", "/mails/%2e%2e", 404),
        ("DELETE", "/", 405),
        ("POST", "/api/mails", 405),
        ("GET", "/favicon.ico", 404),
    ],
)
def test_what_is_not_there_is_refused(mailbox: Mailbox, method: str, path: str, status: int) -> None:
    assert mailbox.ask(path, method)[0] == status


def test_of_too_many_mails_the_oldest_are_forgotten(tmp_path: Path) -> None:
    folder = Folder(tmp_path, size=3)

    kept = [
        folder.keep("shop@quayside.example", ["ada@example.org"], b"Subject: x\r\n\r\n") for _ in range(5)
    ]

    assert [mail.id for mail in folder.mails()] == kept[:1:-1]
    assert len(list(tmp_path.iterdir())) == 3


def test_a_mail_that_is_no_mail_is_kept_and_shown_all_the_same(mailbox: Mailbox) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=10) as smtp:
        smtp.sendmail("", ["ada@example.org"], b"\xff\xfe no header: at all\r\n\r\n\x00\x01")

    (mail,) = mailbox.mails()
    assert (mail["from"], mail["to"]) == ("", ["ada@example.org"])
    assert mailbox.ask(f"/mails/{mail['id']}")[0] == 200


def test_a_port_in_use_is_named_with_its_variable(mailbox: Mailbox, tmp_path: Path) -> None:
    taken = mailbox.url.rpartition(":")[2]
    command = [
        sys.executable,
        "-m",
        "dev.mailbox",
        "--port",
        taken,
        "--smtp-port",
        "0",
        "--data",
        str(tmp_path),
    ]

    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert done.returncode == 1
    assert f"Port {taken} is in use by" in done.stderr
    assert "SHOP_DEV_MAILBOX_PORT" in done.stderr
