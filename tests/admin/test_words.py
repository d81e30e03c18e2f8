from datetime import timedelta

import pytest
from flask import Flask

from admin import words
from core import clock


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "0 s"),
        (0.4, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (3_599, "59 min"),
        (3_600, "1 h"),
        (172_800, "2 d"),
    ],
)
def test_an_age_is_in_its_largest_whole_unit(seconds: float, said: str) -> None:
    assert words.age(seconds) == said


def test_since_counts_from_now() -> None:
    assert words.since(clock.now() - timedelta(minutes=4)) == "4 min ago"
    assert words.since(None) == "never"


@pytest.mark.parametrize(("number", "said"), [(0, "0 pieces"), (1, "1 piece"), (1_200, "1,200 pieces")])
def test_things_are_counted(number: int, said: str) -> None:
    assert words.count_of(number, "piece") == said


def test_states_are_called_what_people_call_them() -> None:
    assert [words.said(state) for state in ("awaiting_payment", "ready", "refund_due")] == [
        "Awaiting payment",
        "Waiting",
        "Refund due",
    ]
    assert words.tone("dead") == "bad"
    assert words.tone("unheard-of") == "plain"


def test_facts_with_minor_units_are_money() -> None:
    facts = {"total_minor": 1_299, "currency": "USD", "reason": "Late", "tracking_code": None}
    assert words.told(facts) == [("Total", "$12.99"), ("Reason", "Late")]
    assert words.told({"currency": "USD"}) == [("Currency", "USD")]
    assert words.told({"minor": 1250, "currency": "EUR"}) == [("Amount", "\N{EURO SIGN}12.50")]


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("order:Q-7K3M-9XWA-2C", "/orders/Q-7K3M-9XWA-2C"),
        ("stock:MUG-SAND@reno", "/stock/MUG-SAND/reno"),
        ("outbox:abc", "/outbox/abc"),
        ("staff:ada@example.com", None),
    ],
)
def test_a_business_key_leads_to_its_page(target: str, url: str | None, app: Flask) -> None:
    with app.test_request_context():
        assert words.subject_url(target) == url


def test_only_pictures_from_known_places_are_shown(app: Flask) -> None:
    theirs = "https://images.ctfassets.net/space/id/token/mug.png"
    with app.test_request_context():
        assert words.thumbnail(f"{theirs}?w=4000", 160) == f"{theirs}?w=160&h=160&fit=fill"
        for elsewhere in (
            None,
            "",
            "http://images.ctfassets.net/x",
            "//evil.example/x",
            "javascript:x",
            "data:x",
        ):
            assert words.thumbnail(elsewhere, 160) is None
