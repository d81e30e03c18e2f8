from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from core.adapters.smtp_mailer import SmtpMailer
from core.mail.ports import MailAway, MailRefused, Message
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


def test_no_letter_goes_in_the_clear_where_it_may_not(server: MailServer) -> None:
    with pytest.raises(MailAway, match="no encryption"):
        SmtpMailer(server.url, SENDER, may_be_clear=False).send(LETTER, key="k")
    assert server.taken == []


@pytest.mark.parametrize(
    ("to", "answer", "expected"),
    [
        ("ada@example.com", "550 5.1.1 nobody of that name", MailRefused),
        ("ada@example.com", "450 4.2.1 try again later", MailAway),
        ("DATA", "554 5.7.1 not taken", MailRefused),
        ("DATA", "451 4.3.0 local trouble", MailAway),
    ],
)
def test_a_no_for_good_is_told_from_one_for_now(
    to: str, answer: str, expected: type[Exception], server: MailServer
) -> None:
    server.answers[to] = answer
    with pytest.raises(expected):
        SmtpMailer(server.url, SENDER).send(LETTER, key="k")
    assert server.taken == []


def test_a_domain_is_asked_for_as_dns_has_it(server: MailServer) -> None:
    SmtpMailer(server.url, SENDER).send(replace(LETTER, recipient="ada@straße.de"), key="k")

    assert server.recipients == ["ada@xn--strae-oqa.de"]


def test_an_address_that_the_server_cannot_carry_is_refused_for_good() -> None:
    ascii_only = MailServer(utf8=False)
    ascii_only.open.set()
    try:
        with pytest.raises(MailRefused, match="cannot carry"):
            SmtpMailer(ascii_only.url, SENDER).send(replace(LETTER, recipient="ädä@example.com"), key="k")
    finally:
        ascii_only.close()


@pytest.mark.parametrize("recipient", ["nobody", ""])
def test_what_is_no_address_is_refused_for_good(recipient: str, server: MailServer) -> None:
    with pytest.raises(MailRefused):
        SmtpMailer(server.url, SENDER).send(replace(LETTER, recipient=recipient), key="k")
    assert server.callers == 0


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:1", "smtps://127.0.0.1:1"])
def test_a_server_that_is_away_is_said_so(url: str) -> None:
    with pytest.raises(MailAway):
        SmtpMailer(url, SENDER).send(LETTER, key="k")


def test_a_server_that_speaks_no_tls_is_not_spoken_to_without(server: MailServer) -> None:
    with pytest.raises(MailAway):
        SmtpMailer(server.url.replace("smtp://", "smtps://"), SENDER).send(LETTER, key="k")
    assert server.taken == []
