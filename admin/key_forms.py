"""Forms about keys of machines."""

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from admin.forms import OnceForm, line, whole
from core.keys.models import SCOPES
from core.keys.services import DAYS, HOURS


class IssueKeyForm(OnceForm):
    name = line("Machine", "Machine: say what it is called.", 40)
    scopes = SelectMultipleField(
        "Opens",
        [DataRequired("Opens: choose what it opens.")],
        choices=[SelectChoice(value=scope, label=f"{told} ({scope})") for scope, told in SCOPES.items()],
    )
    days = line("Days", "Days: say how long it is good.", 4, whole("Days"), default=str(DAYS))


class RotateKeyForm(OnceForm):
    hours = line("Hours", "Hours: say for how long both are good.", 4, whole("Hours"), default=str(HOURS))
    days = line("Days", "Days: say how long the new one is good.", 4, whole("Days"), default=str(DAYS))
