from core import clock, log
from core.db import outside_call
from core.mail.models import SentMail
from core.mail.ports import Mailer, MailRefused, Message
from core.mailboxes import NOBODY


@outside_call
def send_once(message: Message, *, key: str, mailer: Mailer) -> bool:
    """Send a mail, once per key; False when it has gone out before, or is refused for good.

    What is refused is written down and done with: whoever is to be told next does not wait for it.

    SMTP knows no idempotency: a process that dies between handing over and writing it down sends twice,
    with the same Message-ID, which mail programs show once. Raises MailAway.
    Whoever was erased gets none.
    """
    if message.recipient == NOBODY:
        return False
    SentMail.objects(id=key).update_one(
        upsert=True, set_on_insert__recipient=message.recipient, set_on_insert__subject=message.subject
    )
    if SentMail.objects(id=key, sent_at=None, refused_at=None).first() is None:
        return False
    try:
        mailer.send(message, key=key)
    except MailRefused as refusal:
        log.get(__name__).warning("mail_refused", mail=key, fault=str(refusal))
        SentMail.objects(id=key).update_one(set__refused_at=clock.now(), set__fault=str(refusal))
        return False
    SentMail.objects(id=key).update_one(set__sent_at=clock.now())
    return True
