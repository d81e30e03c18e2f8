"""The words a product is found by: whole words and their beginnings, folded to plain lower case."""

import unicodedata

SHORTEST_BEGINNING = 2
LONGEST_QUERY = 200
MOST_WORDS = 8


def folded_words(text: str) -> list[str]:
    """Lower-case words without accents: `Crème brûlée` gives `creme`, `brulee`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in plain.casefold()).split()


def beginnings(words: list[str]) -> list[str]:
    """Every beginning of every word, from two letters on, each once."""
    found = {word[:end] for word in words for end in range(SHORTEST_BEGINNING, len(word) + 1)}
    return sorted(found | set(words))


def search_terms(*texts: str) -> list[str]:
    return beginnings([word for text in texts for word in folded_words(text)])


def query_words(text: str) -> list[str]:
    """What to look for, bounded: at most eight words of the first 200 characters."""
    return folded_words(text[:LONGEST_QUERY])[:MOST_WORDS]
