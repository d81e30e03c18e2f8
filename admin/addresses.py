"""Where an order goes, as its country's post wants it written."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from admin.forms import ReasonForm, line
from core.address_rules import OURS, AddressForm, BadAddress, checked_address, form_of
from core.addresses import Address

LABELS = {
    "name": "Name",
    "company": "Company",
    "line1": "Street and number",
    "line2": "Second line",
    "city": "City",
    "phone": "Telephone",
}
LONGEST = {"line1": 200, "line2": 200, "postal_code": 20, "phone": 40}
OTHERS = 120


def address_form(address: Address) -> FlaskForm:
    """A form for another address in the same country, with what is asked for there; it begins with this one."""
    asked = form_of(address.country)
    fields: dict[str, Any] = {name: _field(name, asked) for name in asked.fields}
    made: type[FlaskForm] = type("ReaddressForm", (ReasonForm,), fields)
    form = made(**{name: getattr(address, name) for name in asked.fields})
    form.asked = asked
    return form


def address_in(form: FlaskForm) -> Address:
    """What was typed. Raises BadAddress, after it has said at each field what is wrong with it."""
    asked: AddressForm = form.asked
    given = {name: form[name].data or None for name in asked.fields}
    try:
        return checked_address({**given, "country": asked.country})
    except BadAddress as refusal:
        _blame(form, refusal)
        raise


def _blame(form: FlaskForm, refusal: BadAddress) -> None:
    ours = {told: name for name, told in OURS.items()}
    for fault in refusal.extra["errors"]:  # type: ignore[attr-defined]  # a list of one for each field
        field = form[ours[fault["field"]]]
        field.errors = [*field.errors, f"{field.label.text}: {fault['detail']}"]


def _field(name: str, asked: AddressForm) -> StringField | SelectField:
    label = _label(name, asked)
    if name == "region" and asked.regions:
        regions = [SelectChoice(value=region.code, label=region.name) for region in asked.regions]
        choices = [SelectChoice(value="", label="Choose…"), *regions]
        return SelectField(label, choices=choices, validate_choice=False)
    missing = f"{label}: an address there has one." if name in asked.required else None
    return line(label, missing, LONGEST.get(name, OTHERS))


def _label(name: str, asked: AddressForm) -> str:
    if name == "region":
        return asked.region_word.replace("_", " ").capitalize()
    if name == "postal_code":
        return (
            "ZIP code" if asked.postal_code_word == "zip" else f"{asked.postal_code_word.capitalize()} code"
        )
    return LABELS[name]
