"""How strongly somebody signed in at a provider: what is asked for, and what its token has to say of it then.

OpenID Connect Core 1.0, sections 2 and 3.1.2.1: `acr`, `amr` and `auth_time`. What a token does not say is taken for
the least there is: one factor, at no time that is known.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from core import clock
from core.adapters.openid_tokens import LEEWAY_SECONDS, NotRight
from core.customers.fresh import FRESH
from core.customers.ports import Strength
from core.openid import OpenIdSettings

MOST_METHODS, LONGEST = 20, 255


def asked_of(told: OpenIdSettings, *, fresh: bool) -> dict[str, str]:
    """What the address of the provider says of it. *fresh*: whoever signed in there longer ago does so again."""
    ages = [age for age in (told.max_age, int(FRESH.total_seconds()) if fresh else None) if age is not None]
    classes = told.acr_values or told.demands_acr
    asked = {"max_age": str(min(ages)) if ages else "", "acr_values": " ".join(classes)}
    return {name: value for name, value in asked.items() if value}


def strength_in(claims: Mapping[str, Any], told: OpenIdSettings) -> Strength:
    """What the token says of it. Raises NotRight where that is less than the settings demand of this provider."""
    strength = Strength(
        _text(claims.get("acr")), _methods(claims.get("amr")), _moment(claims.get("auth_time"))
    )
    if told.demands_acr and strength.acr not in told.demands_acr:
        raise NotRight(f"it was signed in there in another way than is demanded: {strength.acr!r}")
    if not set(told.demands_amr) <= set(strength.methods):
        raise NotRight(f"it was signed in there by less than is demanded: {', '.join(strength.methods)}")
    if told.max_age is not None and not _is_within(strength.at, told.max_age):
        raise NotRight("it was signed in there too long ago, or nobody knows when")
    return strength


def _is_within(moment: datetime | None, seconds: int) -> bool:
    return moment is not None and (clock.now() - moment).total_seconds() <= seconds + LEEWAY_SECONDS


def _moment(told: object) -> datetime | None:
    """Never later than now: clocks differ. Raises NotRight for what is no time."""
    if told is None:
        return None
    now = int(clock.now().timestamp())
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 < told <= now + LEEWAY_SECONDS:
        raise NotRight("its time of signing in is none")
    return datetime.fromtimestamp(min(int(told), now), UTC)


def _methods(told: object) -> tuple[str, ...]:
    listed = told if isinstance(told, list) else []
    return tuple(name for one in listed[:MOST_METHODS] if (name := _text(one)))


def _text(told: object) -> str | None:
    return told if isinstance(told, str) and 0 < len(told) <= LONGEST and told.isprintable() else None
