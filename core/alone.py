"""What a member of staff may give away alone: more of it takes two (`SHOP_STAFF_ALONE`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

OFF = "off"
WRITTEN = re.compile(r"(?P<currency>[A-Z]{3}):(?P<act>[0-9]{1,12})/(?P<day>[0-9]{1,12})")


@dataclass(frozen=True)
class Bound:
    """In minor units of one currency: of one act, and of all acts within 24 hours."""

    act: int
    day: int


NOTHING = Bound(0, 0)
IN_PRODUCTION: Mapping[str, Bound] = dict.fromkeys(("CHF", "EUR", "GBP", "USD"), Bound(20_000, 100_000))
"""Where nothing is set. Of a currency that is not named, nothing is given alone."""


def bounds_in(text: str) -> Mapping[str, Bound] | None:
    """`EUR:20000/100000,USD:20000/100000`; None for `off`. Raises ValueError."""
    if text == OFF:
        return None
    found = [WRITTEN.fullmatch(part.strip()) for part in text.split(",")]
    bounds = {one["currency"]: Bound(int(one["act"]), int(one["day"])) for one in found if one}
    if len(bounds) < len(found) or any(bound.act > bound.day for bound in bounds.values()):
        raise ValueError(f"write it as in EUR:20000/100000,USD:20000/100000 (one act/a day), or {OFF}")
    return bounds


def _checked(text: str | None) -> str | None:
    if text is not None:
        bounds_in(text)
    return text


StaffAlone = Annotated[str | None, AfterValidator(_checked)]
"""The setting as it is written."""
