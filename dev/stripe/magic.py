"""The payment methods whose name says what becomes of a payment (Stripe documentation, "Testing")."""

from dataclasses import dataclass, replace
from typing import Literal

DAY = 24 * 60 * 60
SOON = 3  # seconds until what Stripe does "shortly after" happens here
BANK_SECONDS = 5  # of the clock: bank debits take days, and nobody should wait


@dataclass(frozen=True)
class Decline:
    """Why a payment does not go through: Stripe's code, the issuer's, and a sentence for the buyer."""

    code: str
    decline_code: str | None
    message: str


@dataclass(frozen=True)
class Magic:
    """What happens when a payment method of this name is charged, refunded, looked at.

    *settles_after*: seconds in `processing`; *decline* then comes only at their end. *refund*: `fails` later,
    stays `pending` until asked or until BANK_SECONDS are over, or `succeeds` at once.
    """

    kind: Literal["card", "us_bank_account", "sepa_debit"] = "card"
    brand: str = "visa"
    number: str = "4242424242424242"
    decline: Decline | None = None
    asks_3ds: bool = False
    settles_after: int | None = None
    dispute: str | None = None
    refund: Literal["succeeds", "fails", "pending"] = "succeeds"

    @property
    def last4(self) -> str:
        return self.number[-4:]


def _declined(decline_code: str, message: str, number: str) -> Magic:
    return Magic(number=number, decline=Decline("card_declined", decline_code, message))


WORKS = Magic()
VISA_DEBIT = Magic(number="4000056655665556")
BANK = Magic(kind="us_bank_account", number="000123456789", settles_after=BANK_SECONDS)
SEPA = Magic(kind="sepa_debit", number="DE89370400440532013000", settles_after=BANK_SECONDS)
NO_FUNDS_AT_BANK = Decline(
    "insufficient_funds", None, "The account of the customer does not hold enough money."
)
NOT_AUTHENTICATED = Decline(
    "payment_intent_authentication_failure",
    None,
    "The payment method could not be authenticated. Choose another one and try again.",
)
NEEDS_AUTHENTICATION = Decline(
    "authentication_required", "authentication_required", "The card needs to be authenticated by its holder."
)

_DECLINES = {
    "": _declined("generic_decline", "Your card was declined.", "4000000000000002"),
    "InsufficientFunds": _declined(
        "insufficient_funds", "Your card has insufficient funds.", "4000000000009995"
    ),
    "LostCard": _declined("lost_card", "Your card was declined.", "4000000000009987"),
    "StolenCard": _declined("stolen_card", "Your card was declined.", "4000000000009979"),
    "ExpiredCard": Magic(
        number="4000000000000069", decline=Decline("expired_card", None, "Your card has expired.")
    ),
    "IncorrectCvc": Magic(
        number="4000000000000127",
        decline=Decline("incorrect_cvc", None, "Your card's security code is incorrect."),
    ),
    "ProcessingError": Magic(
        number="4000000000000119",
        decline=Decline("processing_error", None, "An error occurred while your card was processed."),
    ),
}

MAGIC: dict[str, Magic] = {
    "pm_card_visa": WORKS,
    "pm_card_visa_debit": VISA_DEBIT,
    "pm_card_mastercard": Magic(brand="mastercard", number="5555555555554444"),
    "pm_card_amex": Magic(brand="amex", number="378282246310005"),
    "pm_card_authenticationRequired": Magic(number="4000002760003184", asks_3ds=True),
    "pm_card_threeDSecureRequired": Magic(number="4000000000003063", asks_3ds=True),
    "pm_card_threeDSecure2Required": Magic(number="4000000000003220", asks_3ds=True),
    "pm_card_createDispute": Magic(number="4000000000000259", dispute="fraudulent"),
    "pm_card_createDisputeProductNotReceived": Magic(
        number="4000000000002685", dispute="product_not_received"
    ),
    "pm_card_refundFail": Magic(number="4000000000005126", refund="fails"),
    "pm_card_pendingRefund": Magic(number="4000000000007726", refund="pending"),
    "pm_usBankAccount_success": BANK,
    "pm_usBankAccount_insufficientFunds": replace(BANK, number="000222222227", decline=NO_FUNDS_AT_BANK),
    "pm_usBankAccount_processing": replace(BANK, number="000000000009", settles_after=4 * DAY),
    "pm_success_de": SEPA,
    "pm_failed_de": replace(SEPA, number="DE62370400440532013001", decline=NO_FUNDS_AT_BANK),
}
for _name, _magic in _DECLINES.items():
    # Both spellings are in use.
    MAGIC[f"pm_card_visa_chargeDeclined{_name}"] = _magic
    MAGIC[f"pm_card_chargeDeclined{_name}"] = _magic


def named(number: str) -> str | None:
    """The name of the test card with this number."""
    return next((name for name, magic in MAGIC.items() if magic.number == number), None)
