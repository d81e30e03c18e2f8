"""Mail over SMTP with the standard library. `smtp://` takes STARTTLS where it is offered, `smtps://` is TLS.

In production nothing is said in the clear to another machine, unless its network is trusted.
"""

import smtplib
import socket
import ssl
from contextlib import nullcontext
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from core.breaker import Guard
from core.db import outside_call
from core.errors import Invalid
from core.mail.ports import MailAway, MailLater, MailRefused, Message
from core.mailboxes import as_sent

CONNECT_SECONDS, ANSWER_SECONDS = 2.0, 10.0
"""Mail servers look at a letter before they take it, so an answer may take longer than elsewhere."""
PERMANENT = 500
"""From this reply on, a server says no for good."""


class SmtpMailer:
    """Hands mail to one SMTP server."""

    def __init__(
        self, url: str, sender: str, *, may_be_clear: bool = True, guard: Guard = nullcontext
    ) -> None:
        self._address = urlsplit(url)
        self._sender, self._guard = sender, guard
        self._may_be_clear = may_be_clear and not self._address.username

    @outside_call
    def send(self, message: Message, *, key: str) -> None:
        letter = self._letter(message, key)
        with self._guard():
            self._deliver(letter)

    def _deliver(self, letter: EmailMessage) -> None:
        try:
            with self._server() as server:
                self._let_in(server)
                _hand_over(server, letter)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            raise MailLater(f"The mail server does not take it now: {type(error).__name__}.") from error
        except (OSError, smtplib.SMTPException) as error:
            raise MailAway(f"The mail server does not take it: {type(error).__name__}.") from error

    def _server(self) -> smtplib.SMTP:
        address = self._address
        host, port = address.hostname or "127.0.0.1", address.port or 25
        if address.scheme == "smtps":
            return _SealedLine(host, port, timeout=ANSWER_SECONDS, context=ssl.create_default_context())
        return _Line(host, port, timeout=ANSWER_SECONDS)

    def _let_in(self, server: smtplib.SMTP) -> None:
        """Encrypt where it is offered, and sign in where there is a name; in the clear only what may be."""
        server.ehlo()
        encrypted = self._address.scheme == "smtps"
        if not encrypted and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            encrypted = True
        if not (encrypted or self._may_be_clear):
            raise MailAway("The mail server offers no encryption, so it is told neither password nor letter.")
        if self._address.username:
            server.login(unquote(self._address.username), unquote(self._address.password or ""))

    def _letter(self, message: Message, key: str) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = self._sender
        letter["To"] = _recipient(message)
        letter["Subject"] = message.subject
        letter["Message-ID"] = f"<{key.replace(':', '.')}@{self._sender.partition('@')[2]}>"
        letter.set_content(message.text)
        letter.add_alternative(message.html, subtype="html")
        return letter


def _recipient(message: Message) -> str:
    try:
        return as_sent(message.recipient)
    except Invalid:
        raise MailRefused("That is no address.") from None


def _hand_over(server: smtplib.SMTP, letter: EmailMessage) -> None:
    """Raises MailRefused for a 5yz about the recipient or the letter (RFC 5321, 4.2.1: not to be repeated), and for
    an address that this server cannot carry. Whatever else goes wrong may be right the next time.
    """
    try:
        server.send_message(letter)
    except smtplib.SMTPNotSupportedError as error:
        raise MailRefused("The mail server cannot carry such an address (SMTPUTF8).") from error
    except smtplib.SMTPRecipientsRefused as error:
        code = min(code for code, _ in error.recipients.values())
        if code < PERMANENT:
            raise
        raise MailRefused(f"The mail server does not know the recipient ({code}).") from error
    except smtplib.SMTPDataError as error:
        if error.smtp_code < PERMANENT:
            raise
        raise MailRefused(f"The mail server does not take the letter ({error.smtp_code}).") from error


class _Line(smtplib.SMTP):
    """`smtplib` has one limit for everything: whoever does not even take the call is given up sooner here."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line = socket.create_connection((host, port), CONNECT_SECONDS)
        line.settimeout(timeout)
        return line


class _SealedLine(smtplib.SMTP_SSL):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line = socket.create_connection((host, port), CONNECT_SECONDS)
        line.settimeout(timeout)
        return self.context.wrap_socket(line, server_hostname=host)
