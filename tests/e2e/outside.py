"""What happens outside the shop: mails arrive, the browser pays, a member of staff sits down at the console."""

from typing import Any

import requests

from dev.plan import STAFF_EMAIL
from dev.stack import Stack
from tests.e2e.staff import Staff

SECONDS = 10


def mails(stack: Stack, subject: str) -> list[dict[str, Any]]:
    found = requests.get(f"{stack.urls['mailbox']}/api/mails", timeout=SECONDS).json()
    return [mail for mail in found["mails"] if subject in mail["subject"]]


def dev(stack: Stack, part: str, path: str, body: Any = None) -> Any:
    """Ask one of the stand-ins to do what the outside world would."""
    answer = requests.post(f"{stack.urls[part]}/_dev/{path}", json=body or {}, timeout=SECONDS)
    assert answer.ok, answer.text
    return answer.json()


def pay(stack: Stack, payment: dict[str, Any]) -> str:
    """Do what the browser's payment element would; answers the name of the PaymentIntent."""
    intent: str = payment["clientSecret"].partition("_secret")[0]
    dev(stack, "stripe", f"payment_intents/{intent}/pay", {"payment_method": "pm_card_visa"})
    return intent


def signed_in_staff(stack: Stack) -> Staff:
    staff = Staff(stack.urls["admin"])
    staff.sign_in(STAFF_EMAIL, stack.plan.password)
    return staff
