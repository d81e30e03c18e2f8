from typing import Any

import pytest

from core.content.roles import name_of, role_of, slug_of

Fields = dict[str, dict[str, Any]]


def fields(**values: Any) -> Fields:
    return {name: {"en-US": value} for name, value in values.items()}


@pytest.mark.parametrize(
    ("content_type", "found", "role"),
    [
        ("product", {}, "product"),
        ("landingPage", {"slug": "about"}, "page"),
        ("landingPage", {"slug": "/"}, "home"),
        ("page", {"slug": "home-page"}, "home"),
        ("page", {"slug": "home-improvement"}, "page"),
        ("2PqfXUJwE8qSYKuM0U6w8M", {"price": 5, "productName": "x"}, "other"),
        ("2PqfXUJwE8qSYKuM0U6w8M", {"price": 5, "title": "x"}, "product"),
        ("banner", {"title": "x"}, "other"),
        (None, {}, "other"),
    ],
)
def test_an_entry_is_what_its_type_and_its_fields_say(
    content_type: str | None, found: Fields, role: str
) -> None:
    assert role_of(content_type, fields(**found), "en-US") == role


@pytest.mark.parametrize(
    ("found", "slug"),
    [
        ({"slug": "about"}, "about"),
        ({"slug": "/deep/about/"}, "deep/about"),
        ({"slug": "/"}, "home"),
        ({"key": "header", "title": "Main menu"}, "header"),
        ({"title": "Über uns & mehr"}, "uber-uns-mehr"),
        ({"slug": "", "name": "Ada"}, "ada"),
        ({"slug": 5}, None),
        ({}, None),
    ],
)
def test_an_entry_is_found_by_its_slug_its_key_or_its_title(found: Fields, slug: str | None) -> None:
    assert slug_of(fields(**found), "en-US") == slug


def test_only_the_default_language_names_an_entry() -> None:
    assert name_of({"title": {"de-DE": "Becher"}}, "en-US") is None
