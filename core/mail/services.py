from core import clock
from core.db import outside_call
from core.mail.models import SentMail
from core.mail.ports import Mailer, Message


@outside_call
def send_once(message: Message, *, key: str, mailer: Mailer) -> bool:
    """Send a mail, once per key; False when it has gone out before.

    SMTP knows no idempotency: a process that dies between handing over and writing it down sends twice,
    with the same Message-ID, which mail programs show once. Raises MailAway.
    """
    SentMail.objects(id=key).update_one(
        upsert=True, set_on_insert__recipient=message.recipient, set_on_insert__subject=message.subject
    )
    if SentMail.objects(id=key, sent_at=None).first() is None:
        return False
    mailer.send(message, key=key)
    SentMail.objects(id=key).update_one(set__sent_at=clock.now())
    return True
