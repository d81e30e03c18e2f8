from functools import cache

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.catalog.search import (
    MOST_KNOWN,
    distance,
    folded_words,
    known_words,
    mistakes_in,
    neighbourhood,
    pair,
    query_words,
    terms_of,
)

LETTERS = st.text(alphabet="abcd", min_size=1, max_size=11)


def slow_distance(one: str, other: str) -> int:
    """The same by its definition: try every edit of the last letters."""

    @cache
    def of(first: int, second: int) -> int:
        if not first or not second:
            return first + second
        same = one[first - 1] == other[second - 1]
        ways = [of(first - 1, second) + 1, of(first, second - 1) + 1, of(first - 1, second - 1) + (not same)]
        if first > 1 and second > 1 and one[first - 2 : first] == other[second - 2 : second][::-1]:
            ways.append(of(first - 2, second - 2) + 1)
        return min(ways)

    return of(len(one), len(other))


class TestDistance:
    @pytest.mark.parametrize(
        ("one", "other", "far"),
        [
            ("jacket", "jacket", 0),
            ("jacket", "jaket", 1),
            ("jacket", "jakcet", 1),
            ("jacket", "jackets", 1),
            ("jacket", "packet", 1),
            ("jacket", "pakcet", 2),
            ("", "mug", 3),
        ],
    )
    def test_counts_letters_changed_added_left_out_and_swapped(self, one: str, other: str, far: int) -> None:
        assert distance(one, other) == distance(other, one) == far

    @given(LETTERS, LETTERS)
    def test_is_what_its_definition_says(self, one: str, other: str) -> None:
        assert distance(one, other) == slow_distance(one, other)


def mistaken(word: str, edits: list[tuple[int, int, str]]) -> str:
    """The word after some letters of it were left out, added, changed or swapped."""
    for kind, place, letter in edits:
        at = place % (len(word) + 1)
        left, right = word[:at], word[at:]
        ways = (right[1:], letter + right, letter + right[1:], right[1::-1] + right[2:])
        word = left + ways[kind]
    return word


EDITS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 12), st.sampled_from("abcd")), min_size=1, max_size=2
)


class TestNeighbourhood:
    @given(st.text(alphabet="abcd", min_size=3, max_size=11), EDITS)
    @example(
        "abcdabc", [(1, 0, "d"), (1, 0, "d")]
    )  # two letters more in front of the seven that are compared
    @example("abcdabcd", [(2, 0, "d"), (2, 3, "c")])
    def test_whatever_is_near_enough_to_be_meant_has_something_in_common(
        self, known: str, edits: list[tuple[int, int, str]]
    ) -> None:
        typed = mistaken(known, edits)
        assume(slow_distance(typed, known) <= mistakes_in(typed))

        assert set(neighbourhood(typed)) & set(neighbourhood(known))

    def test_is_small_however_long_the_word(self) -> None:
        assert len(neighbourhood("abcdefghijklmnopqrstuvwxyz" * 8)) <= 29


class TestWords:
    @pytest.mark.parametrize(
        ("word", "mistakes"), [("mug", 0), ("lamp", 1), ("jackets", 1), ("backpack", 2), ("model4711", 0)]
    )
    def test_short_words_and_numbers_are_taken_as_they_are(self, word: str, mistakes: int) -> None:
        assert mistakes_in(word) == mistakes

    def test_a_card_is_looked_up_by_each_word_and_by_every_two(self) -> None:
        assert terms_of(["blue", "mug"]) == ["blue", "mug", "blue mug"]
        assert pair("mug", "blue") in terms_of(["mug", "tall", "blue"])

    @given(st.lists(LETTERS, max_size=40))
    def test_what_is_known_of_a_card_is_bounded_and_each_word_once(self, texts: list[str]) -> None:
        words = known_words(*texts)

        assert len(words) == len(set(words)) <= MOST_KNOWN
        assert words == [*dict.fromkeys(texts)][:MOST_KNOWN]

    def test_a_query_is_bounded_and_has_each_word_once(self) -> None:
        assert query_words("Crème crème CREME") == ["creme"]
        assert query_words(" ".join("abcdefghijkl")) == list("abcdefgh")
        assert len(query_words("x" * 5_000)[0]) == 200

    @given(st.text(max_size=60))
    def test_no_word_holds_what_parts_terms(self, text: str) -> None:
        assert all(" " not in word and word for word in folded_words(text))
