"""Forms about how a member of staff signs in."""

from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import DataRequired, EqualTo, Length

from admin.forms import LONGEST_PASSWORD
from core.passwords import SHORTEST


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
