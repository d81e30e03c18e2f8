"""The picture that an authenticator app reads, and the secret in it for whoever cannot scan."""

from dataclasses import dataclass

import segno

from admin.account_forms import OfferForm
from core.staff.codes import Offer, new_offer, offer_again
from core.staff.errors import OfferOver

QUIET = 4
"""Modules without ink round the code (ISO/IEC 18004)."""
GROUP = 4


@dataclass(frozen=True)
class Picture:
    """A QR code as the path of an SVG, in modules: it takes no style and no script, so the policy lets it through."""

    size: int
    path: str


@dataclass(frozen=True)
class Shown:
    """A secret as a picture, and in groups of letters."""

    picture: Picture
    groups: list[str]


def picture_of(text: str) -> Picture:
    """Each dark module is a square of its own."""
    rows = list(segno.make_qr(text, error="m").matrix_iter(border=QUIET))
    squares = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return Picture(len(rows), "".join(squares))


def offer_for(email: str, form: OfferForm) -> Shown:
    """What a page shows of a secret: of the same one again, as long as its form is not filled in rightly."""
    offer = _on_offer(email, form)
    form.before.data = form.code.data  # two in a row tell how a clock is wrong
    form.ticket.data, form.code.data = offer.ticket, ""  # an old code would be sent again
    groups = [offer.secret[first : first + GROUP] for first in range(0, len(offer.secret), GROUP)]
    return Shown(picture_of(offer.address), groups)


def _on_offer(email: str, form: OfferForm) -> Offer:
    try:
        return offer_again(email, form.ticket.data or "")
    except OfferOver:
        return new_offer(email)
