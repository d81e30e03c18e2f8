"""Forms about how a member of staff signs in."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField
from wtforms.validators import DataRequired, EqualTo, Length

from admin.forms import LONGEST_PASSWORD, line
from core.passwords import SHORTEST

LONGEST_CODE = 60


def secret(label: str, missing: str, *more: object) -> PasswordField:
    """A field that hides what is typed, and holds a password."""
    longest = Length(max=LONGEST_PASSWORD, message=f"{label}: at most {LONGEST_PASSWORD} characters.")
    return PasswordField(label, [DataRequired(missing), longest, *more])


class PasswordForm(FlaskForm):
    """Another password, by whoever knows the one they have."""

    current = secret("Password now", "Password now: write the one that you have.")
    password = secret("New password", f"New password: choose one of {SHORTEST} characters or more.")
    again = secret(
        "And again",
        "And again: write the new password once more.",
        EqualTo("password", message="And again: that is another password."),
    )


class FirstPasswordForm(PasswordForm):
    """The same, by whoever has come with the one that was made for them."""

    current = secret("First password", "First password: write the one that you were given.")


class CodeForm(FlaskForm):
    """What an app shows now, or a recovery code."""

    code = line("Code", "Code: write the one that your app shows.", LONGEST_CODE)


class OfferForm(FlaskForm):
    """`ticket` is the secret that was offered, sealed; `before` is the code that was sent before this one, if any."""

    ticket = HiddenField()
    before = HiddenField(validators=[Length(max=LONGEST_CODE)])
    code = line("Code", "Code: write the one that the app shows now.", LONGEST_CODE)


class FactorForm(OfferForm):
    """The same by whoever is signed in, with the password once more."""

    current = secret("Password", "Password: write the one that you have.")


class ProofForm(FlaskForm):
    """The password once more, before something is changed that signs somebody in."""

    current = secret("Password", "Password: write the one that you have.")
