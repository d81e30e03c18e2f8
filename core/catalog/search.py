"""The words a product is found by, folded to plain lower case, and how near two words are to each other."""

import unicodedata
from itertools import combinations

SHORTEST_BEGINNING = 2
LONGEST_BEGINNING = 12
LONGEST_QUERY = 200
MOST_WORDS = 8
MOST_KNOWN = 16
"""A product is found by so many words at most: its name's first, then its brand's, its shelves', its tags'."""
COMPARED = 7
"""Letters of a word whose neighbourhood is kept: enough to find it, few enough to keep (SymSpell's prefix)."""
ONE_MISTAKE, TWO_MISTAKES = 4, 8
"""So many letters a word must have to be understood with one mistake in it, and with two."""


def folded_words(text: str) -> list[str]:
    """Lower-case words without accents: `Crème brûlée` gives `creme`, `brulee`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in plain.casefold()).split()


def folded(text: str) -> str:
    """The same as one line, to sort by and to look into."""
    return " ".join(folded_words(text))


def beginnings(words: list[str]) -> list[str]:
    """Every beginning of every word, from two letters on, each once."""
    found = {word[:end] for word in words for end in range(SHORTEST_BEGINNING, len(word) + 1)}
    return sorted(found | set(words))


def search_terms(*texts: str) -> list[str]:
    return beginnings([word for text in texts for word in folded_words(text)])


def known_words(*texts: str) -> list[str]:
    """The words of those texts, each once, in their order, bounded."""
    words = dict.fromkeys(word for text in texts for word in folded_words(text))
    return list(words)[:MOST_KNOWN]


def pair(one: str, other: str) -> str:
    """Two words as one term, whichever comes first; a word with itself is the word."""
    return one if one == other else " ".join(sorted((one, other)))


def terms_of(words: list[str]) -> list[str]:
    """What a search looks a card up by: every word first, and then every two of them together."""
    return [*words, *sorted(pair(one, other) for one, other in combinations(words, 2))]


def query_words(text: str) -> list[str]:
    """What to look for, bounded: at most eight words of the first 200 characters, each once."""
    return list(dict.fromkeys(folded_words(text[:LONGEST_QUERY])))[:MOST_WORDS]


def mistakes_in(word: str) -> int:
    """How many mistakes a shopper may have made in a word of that length; in numbers none."""
    if any(letter.isdigit() for letter in word):
        return 0
    return (len(word) >= ONE_MISTAKE) + (len(word) >= TWO_MISTAKES)


def neighbourhood(word: str) -> list[str]:
    """What is left of the word's first letters when one or two of them are left out, and those letters themselves.

    Two words between which there are no more mistakes than a shopper may make have one of these in common: so
    that near words are found by looking up, not by comparing with every word there is (the idea of SymSpell).
    """
    found = {word[:COMPARED]}
    for _ in range((len(word) >= ONE_MISTAKE) + (len(word) >= TWO_MISTAKES - 1)):
        found |= {text[:at] + text[at + 1 :] for text in found for at in range(len(text))}
    return sorted(found)


def distance(one: str, other: str) -> int:
    """How many letters must be changed, added, left out or swapped with their neighbour to make one the other."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
