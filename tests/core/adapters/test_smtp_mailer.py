from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from core.adapters.smtp_mailer import SmtpMailer
from core.mail.ports import MailAway, Message
from tests.jobs.running import MailServer

SENDER = "shop@quayside.example"
LETTER = Message("ada@example.com", "Ihre Bestellung Q-1: 12,99 €", "Grüße.\n", "<p>Grüße.</p>")


@pytest.fixture
def server() -> Iterator[MailServer]:
    running = MailServer()
    running.open.set()
    yield running
    running.close()


def taken(server: MailServer) -> EmailMessage:
    (raw,) = server.taken
    return message_from_bytes(raw.encode(), policy=policy.default)


def test_a_letter_arrives_in_both_forms(server: MailServer) -> None:
    SmtpMailer(server.url, SENDER).send(LETTER, key="order_confirmation:Q-1")

    letter = taken(server)
    assert (letter["From"], letter["To"], letter["Subject"]) == (SENDER, "ada@example.com", LETTER.subject)
    text, html = letter.iter_parts()
    assert (text.get_content_type(), text.get_content().strip()) == ("text/plain", LETTER.text.strip())
    assert (html.get_content_type(), html.get_content().strip()) == ("text/html", LETTER.html)


def test_the_key_is_the_name_of_the_letter_so_that_a_repeat_is_shown_once(server: MailServer) -> None:
    SmtpMailer(server.url, SENDER).send(LETTER, key="order_confirmation:Q-1")

    assert taken(server)["Message-ID"] == "<order_confirmation.Q-1@quayside.example>"


def test_no_password_is_told_in_the_clear(server: MailServer) -> None:
    url = server.url.replace("smtp://", "smtp://shop:canary@")

    with pytest.raises(MailAway, match="no encryption"):
        SmtpMailer(url, SENDER).send(LETTER, key="k")
    assert server.taken == []


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:1", "smtps://127.0.0.1:1"])
def test_a_server_that_is_away_is_said_so(url: str) -> None:
    with pytest.raises(MailAway):
        SmtpMailer(url, SENDER).send(LETTER, key="k")


def test_a_server_that_speaks_no_tls_is_not_spoken_to_without(server: MailServer) -> None:
    with pytest.raises(MailAway):
        SmtpMailer(server.url.replace("smtp://", "smtps://"), SENDER).send(LETTER, key="k")
    assert server.taken == []
