"""The console's forms. Each carries the session's CSRF token; what they say when refused names the field."""

import secrets
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, Regexp

from admin.words import said
from core.errors import Invalid
from core.inventory.counting import REASONS
from core.inventory.models import KINDS_AHEAD
from core.markets.queries import known_locales, known_markets, locations

PERMANENT = "permanent"
HOW_LONG = [
    SelectChoice(value=PERMANENT, label="For good (301)"),
    SelectChoice(value="temporary", label="For now (302)"),
]
LONGEST_ADDRESS = 1_000
LONGEST_EMAIL, LONGEST_PASSWORD = 254, 128
FIRST_YEAR = 2000
ONE_LINE = r"^[^\x00-\x1f\x7f]*\Z"
COUNTED = Regexp(r"^[0-9]{1,8}\Z", message="Found: write a whole number of pieces, 0 if there is none.")


def pieces(label: str) -> Regexp:
    return Regexp(r"^[0-9]{1,9}\Z", message=f"{label}: write a whole number of pieces, 1 to 1,000,000.")


PIECES = pieces("Quantity")


def whole(label: str) -> Regexp:
    return Regexp(r"^[0-9]{1,7}\Z", message=f"{label}: write a whole number.")


class DayField(DateField):
    """A day of this century; what is no day is said with how to write one."""

    data: date | None

    def process_formdata(self, valuelist: list[str]) -> None:
        wrong = f"{self.label.text}: write the day as in 2026-12-24."
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(wrong) from None
        if self.data is not None and not FIRST_YEAR <= self.data.year < FIRST_YEAR + 100:
            self.data = None
            raise ValueError(wrong)


def _stripped(text: str | None) -> str | None:
    return text.strip() if text else text


def line(label: str, missing: str | None, longest: int, *more: Any, **facts: Any) -> StringField:
    """A field of one line; needed where there is something to say about its absence."""
    needed = [DataRequired(missing)] if missing else []
    one_line = Regexp(ONE_LINE, message=f"{label}: one line of text, without control characters.")
    rules = [*needed, _at_most(label, longest), one_line, *more]
    return StringField(label, rules, filters=[_stripped], **facts)


def _at_most(label: str, longest: int) -> Length:
    return Length(max=longest, message=f"{label}: at most {longest} characters.")


class SignInForm(FlaskForm):
    email = line("E-mail", "Write your e-mail address.", LONGEST_EMAIL)
    password = PasswordField(
        "Password", [DataRequired("Write your password."), _at_most("Password", LONGEST_PASSWORD)]
    )


class MarkPaidForm(FlaskForm):
    """Nothing to fill in: a button, and the token that says it was pressed here."""


class OnceForm(FlaskForm):
    """What it says is done once: `key` is one per form shown (`admin.once`)."""

    key = HiddenField()

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.key.data = self.key.data or secrets.token_urlsafe(16)


class OpenForm(FlaskForm):
    """`seen` is what was shown to be open, in minor units."""

    seen = HiddenField(validators=[Regexp(r"^[0-9]{1,12}\Z", message="Open the order again.")])


class ShipForm(OnceForm):
    carrier = line("Carrier", "Carrier: say who takes the parcel.", 60)
    tracking_code = line("Tracking code", None, 100)


class CancelForm(OnceForm):
    reason = TextAreaField(
        "Reason",
        [DataRequired("Reason: say why the order is cancelled."), _at_most("Reason", 300)],
        filters=[_stripped],
    )


class ReasonForm(FlaskForm):
    reason = TextAreaField(
        "Reason", [DataRequired("Reason: say why."), _at_most("Reason", 300)], filters=[_stripped]
    )


class EditForm(ReasonForm, OnceForm):
    """Its pieces are fields of the order's lines (`admin.order_changes`)."""


class RefundForm(ReasonForm, OnceForm):
    delivery = line("Of the delivery", None, 20)
    amount = line("Any amount", None, 20)


class CaptureForm(OnceForm):
    """What is taken of what a bank has set aside."""

    amount = line("Amount", "Amount: say how much is taken.", 20)
    last = BooleanField("Set the rest free")


class TermsForm(ReasonForm):
    """The group that prices and promotions may be for, and whether tax is due."""

    group = line("Group", None, 60)
    tax_exempt = BooleanField("No tax is due")


class CreditForm(ReasonForm, OnceForm):
    amount = line("Amount", "Amount: say how much is put on it.", 20)
    currency = SelectField("Currency", [DataRequired("Currency: choose one.")], validate_choice=False)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.currency.choices = _currencies()


class GivenForm(FlaskForm):
    remark = line("How", "How: say how it was given back, as in: bank transfer of 27 November.", 200)


class RenameForm(FlaskForm):
    """Where a product is found: in one language, or in all that have no address of their own."""

    address = line("Address", "Address: say under which it is to be found.", 120)
    locale = SelectField("Language", validate_choice=False)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.locale.choices = [("", "Every other language"), *((code, code) for code in known_locales())]


class DeliveryForm(OnceForm):
    sku = line("SKU", "SKU: say what was delivered.", 64)
    location = SelectField(
        "Location", [DataRequired("Location: say where it lies now.")], validate_choice=False
    )
    quantity = line("Quantity", "Quantity: say how many pieces.", 20, PIECES)
    reference = line("Reference", "Reference: the delivery note, or whatever the delivery is known by.", 100)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.location.choices = [("", "Choose…"), *((place.code, place.name) for place in locations())]


class CountForm(FlaskForm):
    """`seen` is the number that was shown to whoever counted."""

    seen = HiddenField(validators=[PIECES])
    found = line("Found", "Found: say how many lie there.", 20, COUNTED)
    reason = SelectField("Reason", choices=[SelectChoice(value=one, label=said(one)) for one in REASONS])
    remark = line("Remark", None, 100)


class AheadForm(FlaskForm):
    """How many are sold before they are there, and what their buyers are told."""

    sku = line("SKU", "SKU: say what is sold ahead.", 64)
    kind = SelectField(
        "What it is",
        [DataRequired("What it is: choose one.")],
        choices=[SelectChoice(value=one, label=said(one)) for one in KINDS_AHEAD],
    )
    limit = line("At most", "At most: say how many pieces; 0 sells none ahead.", 20, whole("At most"))
    ships_from = DayField("Sent from", [Optional()])


class WatchForm(FlaskForm):
    low_at = line("Low at", "Low at: say from how many pieces on; 0 for never.", 20, whole("Low at"))


class SpreadForm(FlaskForm):
    buckets = line("Documents", "Documents: say over how many; 1 gathers it.", 20, whole("Documents"))


class ExpectForm(OnceForm):
    sku = line("SKU", "SKU: say what is to come.", 64)
    location = SelectField("Location", [DataRequired("Location: say where to.")], validate_choice=False)
    quantity = line("Quantity", "Quantity: say how many pieces.", 20, PIECES)
    due = DayField("Due", [DataRequired("Due: write the day as in 2026-12-24.")])
    reference = line("Reference", "Reference: the order at the supplier, or whatever it is known by.", 100)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.location.choices = [("", "Choose…"), *((place.code, place.name) for place in locations())]


class PartForm(OnceForm):
    """`seen` is how many the receiver was shown as received before."""

    seen = HiddenField(validators=[COUNTED])
    quantity = line("Has come", "Has come: say how many pieces.", 20, pieces("Has come"))


class SendForm(OnceForm):
    """One SKU, from one place to another."""

    sku = line("SKU", "SKU: say what is sent.", 64)
    source = SelectField("From", [DataRequired("From: say where it leaves.")], validate_choice=False)
    target = SelectField("To", [DataRequired("To: say where it goes.")], validate_choice=False)
    quantity = line("Quantity", "Quantity: say how many pieces.", 20, PIECES)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        places = [("", "Choose…"), *((place.code, place.name) for place in locations())]
        self.source.choices = self.target.choices = places


class ArrivalForm(FlaskForm):
    """How many of each SKU of a transfer have arrived, in the order of its lines."""

    arrived = FieldList(StringField("Arrived", [PIECES], filters=[_stripped]))


class RedirectForm(FlaskForm):
    source = line("Old address", "Old address: say which path is to lead elsewhere.", LONGEST_ADDRESS)
    target = line("New address", "New address: say where it is to lead.", LONGEST_ADDRESS)
    kind = SelectField("How long", choices=HOW_LONG, default=PERMANENT)


class GiftCardForm(ReasonForm, OnceForm):
    amount = line("Amount", "Amount: say how much is on it.", 20)
    currency = SelectField("Currency", [DataRequired("Currency: choose one.")], validate_choice=False)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.currency.choices = _currencies()


class ReplaceCardForm(ReasonForm, OnceForm):
    """Why another card takes the place of one."""


def _currencies() -> list[tuple[str, str]]:
    used = dict.fromkeys(market.currency for market in known_markets().values())
    return [(code, code) for code in used]


def blame(form: FlaskForm, refusal: Invalid) -> None:
    """Show what a service refused beside the field that it names; raises it where the form has no such field."""
    if refusal.field not in form:
        raise refusal
    field = form[refusal.field]
    field.errors = [*field.errors, f"{field.label.text}: {refusal}"]


def faults_of(form: FlaskForm) -> str:
    """All that is wrong with a form, in one line."""
    return " ".join(error for errors in form.errors.values() for error in errors)


class ApproveForm(FlaskForm):
    """The second factor once more: who approves is there, and not only signed in."""

    code = line("Code", "Code: write the six digits of your app, or a recovery code.", 60)
