from typing import Any

import pytest

from core.files import BadFile, record_of
from core.listing.events import SynonymsChanged
from core.listing.models import Synonym
from core.listing.synonyms import SynonymsInFile, set_up_synonyms, synonyms_of
from core.listing.wants import wants_of
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")


def told(*entries: dict[str, Any]) -> None:
    set_up_synonyms([record_of(SynonymsInFile, {"locale": "en-US", **entry}, where="x") for entry in entries])


def test_a_load_is_what_its_languages_have_and_leaves_the_others_alone() -> None:
    told({"words": ["sofa", "couch"]}, {"locale": "de-DE", "words": ["Becher", "Tasse"]})
    told({"words": ["hat", "cap"]})

    assert synonyms_of(["sofa", "hat"], "en-US") == {"hat": ["cap"]}
    assert synonyms_of(["tasse"], "de-DE") == {"tasse": ["becher"]}


def test_a_load_is_told_with_it() -> None:
    told({"words": ["sofa", "couch"]})

    (event,) = a.events(SynonymsChanged)
    assert event.phrases == 2


def test_what_several_lines_say_of_a_word_is_taken_together() -> None:
    told({"words": ["sofa", "couch"]}, {"word": "Sofa", "means": ["settee", "couch"]})

    assert synonyms_of(["sofa"], "en-US") == {"sofa": ["couch", "settee"]}


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"words": ["alone"]},
        {"words": ["a", "b"], "word": "c"},
        {"word": "c"},
        {"means": ["c"]},
        {"words": ["one two three four", "five"]},
        {"words": ["...", "five"]},
        {"words": list("abcdefghijk")},
        {"words": ["a", 5]},
        {"words": ["a", "b"], "more": 1},
    ],
)
def test_a_line_that_says_nothing_clear_is_refused_and_changes_nothing(entry: dict[str, Any]) -> None:
    told({"words": ["sofa", "couch"]})
    with pytest.raises(BadFile):
        told({"words": ["hat", "cap"]}, entry)
    assert Synonym.objects.count() == 2


def test_the_longest_phrase_that_stands_for_something_is_taken_first() -> None:
    meanings = {"rain": ["wet"], "rain jacket": ["anorak"], "jacket": ["coat"], "red rain jacket": ["x"]}

    assert [want.choices for want in wants_of(["rain", "jacket"], meanings)] == [
        (("rain", "jacket"), ("anorak",))
    ]
    assert [want.typed for want in wants_of(["blue", "rain", "jacket", "rain"], meanings)] == [
        "blue",
        "rain jacket",
        "rain",
    ]
