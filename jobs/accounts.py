"""Mails about an account: what its owner has to prove, or to know."""

from core.customers.events import SessionStolen
from core.customers.queries import customer_by_id
from core.mail.services import send_once
from jobs.context import shop
from jobs.mail import rendered

LOCALE = "en-US"


def warn_of_theft(event: SessionStolen) -> None:
    customer = customer_by_id(event.customer_id)
    message = rendered("session_stolen", customer.email, LOCALE, customer=customer, device=event.device)
    send_once(message, key=f"session_stolen:{event.session_id}", mailer=shop().mailer)
