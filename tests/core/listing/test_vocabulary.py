from typing import Any

import pytest

from core.listing import vocabulary
from core.listing.models import Card, FacetName, Word
from core.listing.services import put_cards
from core.listing.vocabulary import counts_of, endings, facet_names, learn, meant, recount
from tests import builders as a
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


def known(market: str = "us", locale: str = "en-US") -> dict[str, int]:
    return {word.word: word.count for word in Word.objects(market=market, locale=locale)}


class TestLearning:
    def test_what_a_new_product_is_found_by_is_known_with_its_cards(self) -> None:
        a.markets()
        a.goods("MUG", name="Harbour mug", brand="Quay", prices={"us": 900}, available=1)

        assert {"harbour", "mug", "quay", "kitchen"} <= known().keys()
        assert known("eu") == {}
        assert facet_names("us", "en-US") >= {"availability", "brand"}

    def test_learning_again_changes_nothing(self) -> None:
        a.cards([a.card("mug", "Colour=Sand")] * 3)

        assert known() == {"mug": 1}
        assert FacetName.objects.count() == 1

    def test_a_build_that_died_before_it_had_learned_is_made_good_by_the_next(self) -> None:
        a.markets()
        a.goods("MUG")
        Word.objects.delete()
        put_cards(["mug"])

        assert "mug" in known()


class TestRecount:
    def test_counts_what_there_is_in_each_market_and_language_alone(self) -> None:
        a.cards([a.card("mug"), a.card("red-mug"), a.card("mug", market="eu")])

        assert recount("us", "en-US") == 2
        assert known() == {"mug": 2, "red": 1}
        assert known("eu") == {"mug": 1}

    def test_a_word_that_no_card_has_is_forgotten_the_second_time(self) -> None:
        a.cards([a.card("mug", "Colour=Sand"), a.card("hat")])
        Card.objects(slug="mug").delete()
        recount("us", "en-US")
        assert known() == {"hat": 1, "mug": 0}
        recount("us", "en-US")
        assert known() == {"hat": 1}
        assert facet_names("us", "en-US") == set()

    def test_a_word_that_comes_back_between_is_kept(self) -> None:
        a.cards([a.card("mug")])
        Card.objects(slug="mug").delete()
        recount("us", "en-US")
        a.cards([a.card("mug")])
        recount("us", "en-US")

        assert known() == {"mug": 1}

    @pytest.mark.parametrize("moment", ["_known", "_counted"])
    def test_what_is_learned_while_it_counts_is_not_forgotten(
        self, moment: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing has the word and the facet any more; a card that has both is kept and learned after that step."""
        a.cards([a.card("mug", "Colour=Sand")])
        Card.objects.delete()
        recount("us", "en-US")
        step = getattr(vocabulary, moment)

        def interrupted(*args: Any) -> Any:
            done = step(*args)
            a.cards([a.card("mug", "Colour=Sand")])
            return done

        monkeypatch.setattr(vocabulary, moment, interrupted)
        recount("us", "en-US")

        assert known().keys() == {"mug"}
        assert facet_names("us", "en-US") == {"Colour"}
        monkeypatch.undo()
        recount("us", "en-US")
        assert known() == {"mug": 1}
        assert facet_names("us", "en-US") == {"Colour"}

    def test_what_is_learned_just_as_it_is_forgotten_is_there(self, wire: Wire) -> None:
        """Learning has seen the word at zero; before it writes, the count has forgotten it."""
        a.cards([a.card("mug", "Colour=Sand")])
        Card.objects.delete()
        recount("us", "en-US")
        with wire.meanwhile(lambda command: command.writes, Word.objects.delete):
            learn([a.card("mug", "Colour=Sand")])

        assert known() == {"mug": 1}

    def test_it_goes_through_all_cards_in_short_reads(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("core.listing.vocabulary.BATCH", 7)
        a.cards(a.card(f"mug-{number}") for number in range(20))
        recount("us", "en-US")

        assert known()["mug"] == 20


class TestLookingUp:
    @pytest.fixture(autouse=True)
    def _words(self, database: object) -> None:  # noqa: ARG002  # emptied first
        learn([a.card("x", words=["jacket", "jackets", "packet", "jack", "extraordinarily"])])
        Word.objects(word="packet").update_one(set__count=5)
        Word.objects(word="jackets").update_one(set__count=2)

    def test_what_begins_so_the_most_frequent_first(self) -> None:
        assert endings("jac", "us", "en-US") == ["jackets", "jack", "jacket"]
        assert endings("jac", "us", "en-US", limit=1) == ["jackets"]
        assert endings("pa", "us", "en-US") == ["packet"]
        assert endings("extraordinari", "us", "en-US") == ["extraordinarily"]
        assert endings("extraordinarx", "us", "en-US") == []
        assert endings("jac", "eu", "en-US") == []

    def test_what_was_meant_the_nearest_first_then_the_most_frequent(self) -> None:
        assert meant("jakcet", "us", "en-US") == ["jacket"]
        assert meant("racket", "us", "en-US") == ["packet", "jacket"]
        assert meant("jac", "us", "en-US") == []

    def test_counts_are_those_of_known_words(self) -> None:
        assert counts_of(["packet", "jacket", "nothing"], "us", "en-US") == {"packet": 5, "jacket": 1}
