from typing import Any

import pytest

from core.address_rules import checked_address, form_of
from core.errors import Invalid


def in_country(country: str, **facts: Any) -> dict[str, Any]:
    return {"name": "Ada Byron", "line1": "1 Quay Street", "country": country, **facts}


def faults(facts: dict[str, Any]) -> list[str]:
    with pytest.raises(Invalid) as refusal:
        checked_address(facts, under="shippingAddress.")
    errors: Any = refusal.value.extra["errors"]
    return [fault["field"] for fault in errors]


@pytest.mark.parametrize(
    "facts",
    [
        in_country("US", city="Reno", region="NV", postal_code="89501"),
        in_country("DE", city="Hamburg", postal_code="20457"),
        in_country("GB", city="London", postal_code="SW1A 2AA"),
        in_country("SG", postal_code="546080"),
        in_country("HK", region="Kowloon"),
        in_country("KW", city="Kuwait City"),
        in_country("JP", city="Shibuya", region="Tokyo", postal_code="150-0002"),
    ],
    ids=lambda facts: facts["country"],
)
def test_what_a_country_writes_is_kept_as_it_was_given(facts: dict[str, Any]) -> None:
    kept = checked_address(facts).as_plain()

    assert {name: kept[name] for name in facts} == facts


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        (in_country("US"), ["city", "region", "postalCode"]),
        (in_country("US", city="Reno", region="NV", postal_code="8950"), ["postalCode"]),
        (in_country("US", city="Reno", region="Bavaria", postal_code="89501"), ["region"]),
        (in_country("DE", city="Hamburg"), ["postalCode"]),
        (in_country("DE", city="Hamburg", postal_code="ABC"), ["postalCode"]),
        (in_country("FR", postal_code="75001"), ["city"]),
        (in_country("SG"), ["postalCode"]),
        (in_country("HK"), ["region"]),
        (in_country("XX", city="Reno"), ["country"]),
    ],
    ids=str,
)
def test_every_field_that_its_country_misses_is_named(facts: dict[str, Any], fields: list[str]) -> None:
    assert faults(facts) == [f"shippingAddress.{field}" for field in fields]


@pytest.mark.parametrize("region", ["nv", "Nevada", "NEVADA"])
def test_a_region_is_known_by_code_and_by_name(region: str) -> None:
    facts = in_country("US", city="Reno", region=region, postal_code="89501")

    assert checked_address(facts).region == "NV"


@pytest.mark.parametrize(("country", "code", "region"), [("US", "97201", "OR"), ("IT", "00144", "RM")])
def test_a_region_that_the_postal_code_tells_need_not_be_given(country: str, code: str, region: str) -> None:
    assert checked_address(in_country(country, city="Somewhere", postal_code=code)).region == region


def test_a_postal_code_is_written_in_capitals() -> None:
    assert checked_address(in_country("GB", city="London", postal_code="sw1a 2aa")).postal_code == "SW1A 2AA"


def test_a_postal_code_over_the_border_of_its_region_is_taken() -> None:
    """42223 is Fort Campbell, in Kentucky and in Tennessee."""
    assert (
        checked_address(in_country("US", city="Fort Campbell", region="TN", postal_code="42223")).region
        == "TN"
    )


def test_a_form_names_regions_in_latin_letters_where_there_are_any() -> None:
    assert "Tokyo" in {region.name for region in form_of("JP").regions}
