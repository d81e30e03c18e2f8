"""Mail over SMTP with the standard library. `smtp://` tries STARTTLS where it is offered, `smtps://` is TLS."""

import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from core.db import outside_call
from core.mail.ports import MailAway, Message

SECONDS = 10


class SmtpMailer:
    """Hands mail to one SMTP server."""

    def __init__(self, url: str, sender: str) -> None:
        self._address = urlsplit(url)
        self._sender = sender

    @outside_call
    def send(self, message: Message, *, key: str) -> None:
        try:
            with self._server() as server:
                server.send_message(self._letter(message, key))
        except (OSError, smtplib.SMTPException) as error:
            raise MailAway(f"The mail server does not take it: {type(error).__name__}.") from error

    def _server(self) -> smtplib.SMTP:
        address = self._address
        host, port = address.hostname or "127.0.0.1", address.port or 25
        kind = smtplib.SMTP_SSL if address.scheme == "smtps" else smtplib.SMTP
        server = kind(host, port, timeout=SECONDS)
        if address.scheme == "smtp" and server.ehlo()[0] and server.has_extn("starttls"):
            server.starttls()
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
        return server

    def _letter(self, message: Message, key: str) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = self._sender
        letter["To"] = message.recipient
        letter["Subject"] = message.subject
        letter["Message-ID"] = f"<{key.replace(':', '.')}@{self._sender.partition('@')[2]}>"
        letter.set_content(message.text)
        letter.add_alternative(message.html, subtype="html")
        return letter
