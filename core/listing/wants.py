"""What a search wants of a card: for each word of the query, the words that would do."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.catalog.search import pair
from core.listing.synonyms import LONGEST_PHRASE


@dataclass(frozen=True)
class Want:
    """One word or phrase of a query, and the phrases that would do for it, each as its words."""

    typed: str
    choices: tuple[tuple[str, ...], ...]

    def met_by(self, terms: Collection[str]) -> str:
        """The first choice that a card with those terms has; what was typed if it has none."""
        met = (" ".join(choice) for choice in self.choices if all(word in terms for word in choice))
        return next(met, self.typed)

    @property
    def heads(self) -> tuple[str, ...]:
        """One word of each choice: what to look up, before the rest of it is checked."""
        return tuple(dict.fromkeys(choice[0] for choice in self.choices))

    @property
    def simple(self) -> bool:
        return all(len(choice) == 1 for choice in self.choices)


def wants_of(words: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> list[Want]:
    """The words as they were typed, or what they stand for; the longest phrase that stands for something first."""
    wants, at = [], 0
    while at < len(words):
        phrase = next(
            (
                text
                for length in range(LONGEST_PHRASE, 0, -1)
                if (text := " ".join(words[at : at + length])) in synonyms and at + length <= len(words)
            ),
            words[at],
        )
        choices = [phrase, *synonyms.get(phrase, ())]
        wants.append(Want(phrase, tuple(tuple(choice.split()) for choice in dict.fromkeys(choices))))
        at += len(phrase.split())
    return wants


def widened(wants: Sequence[Want], words_for: Callable[[str], Sequence[str]]) -> list[Want]:
    """The same, and for every single word also those that *words_for* it."""
    return [
        Want(want.typed, tuple(dict.fromkeys((*want.choices, *((word,) for word in words_for(want.typed))))))
        for want in wants
    ]


def clause_of(wants: Sequence[Want], counts: Mapping[str, int]) -> dict[str, Any]:
    """The cards that have all that is wanted, as MongoDB is asked.

    They are looked up by the two rarest things that are wanted, as pairs, so that not even two words that are on
    every second card make it read more cards than it finds; the rest is checked on what was looked up.
    """
    rarest = sorted(wants, key=lambda want: sum(counts.get(word, 0) for word in want.heads))
    looked_up, rest = rarest[:2], rarest[2:]
    one, other = looked_up[0], looked_up[-1]
    found = {pair(first, second) for first in one.heads for second in other.heads}
    if one is other:
        found = set(one.heads)
    checks = [_check(want) for want in rest] + [_check(want) for want in looked_up if not want.simple]
    return {"terms": {"$in": sorted(found)}, **({"$and": checks} if checks else {})}


def _check(want: Want) -> dict[str, Any]:
    if want.simple:
        return {"terms": {"$in": list(want.heads)}}
    return {"$or": [{"terms": {"$all": list(choice)}} for choice in want.choices]}
