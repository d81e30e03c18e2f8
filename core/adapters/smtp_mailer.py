"""Mail over SMTP with the standard library. `smtp://` tries STARTTLS where it is offered, `smtps://` is TLS."""

import smtplib
import ssl
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
                self._let_in(server)
                server.send_message(self._letter(message, key))
        except (OSError, smtplib.SMTPException) as error:
            raise MailAway(f"The mail server does not take it: {type(error).__name__}.") from error

    def _server(self) -> smtplib.SMTP:
        address = self._address
        host, port = address.hostname or "127.0.0.1", address.port or 25
        if address.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=ssl.create_default_context())
        return smtplib.SMTP(host, port, timeout=SECONDS)

    def _let_in(self, server: smtplib.SMTP) -> None:
        """Encrypt where it is offered, and sign in where there is a name; never a password in the clear."""
        server.ehlo()
        encrypted = self._address.scheme == "smtps"
        if not encrypted and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            encrypted = True
        if self._address.username and not encrypted:
            raise MailAway("The mail server offers no encryption, so it is not told the password.")
        if self._address.username:
            server.login(unquote(self._address.username), unquote(self._address.password or ""))

    def _letter(self, message: Message, key: str) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = self._sender
        letter["To"] = message.recipient
        letter["Subject"] = message.subject
        letter["Message-ID"] = f"<{key.replace(':', '.')}@{self._sender.partition('@')[2]}>"
        letter.set_content(message.text)
        letter.add_alternative(message.html, subtype="html")
        return letter
