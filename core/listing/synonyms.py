"""Words that stand for others, per language. An import makes the languages it names what the file says."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field, model_validator

from core.catalog.search import MOST_WORDS, folded
from core.db import transactional
from core.files import BadFile, FileModel
from core.listing.events import SynonymsChanged
from core.listing.models import Synonym
from core.outbox.services import announce

LONGEST_PHRASE = 3
"""Words of a phrase that can be replaced or stand for one."""
MOST_MEANINGS = 10


class SynonymsInFile(FileModel):
    """Either *words*, each of which stands for the others, or *word*, which stands for *means* and not vice versa."""

    locale: str = Field(min_length=1, max_length=20)
    words: list[str] = Field(default=[], max_length=MOST_MEANINGS)
    word: str | None = None
    means: list[str] = Field(default=[], max_length=MOST_MEANINGS)

    @model_validator(mode="after")
    def _one_way_or_both(self) -> "SynonymsInFile":
        both, one = len(self.words) > 1, bool(self.word and self.means)
        if both == one or (both and (self.word or self.means)):
            raise ValueError("give either two or more `words`, or a `word` and what it `means`")
        return self

    def meanings(self) -> dict[str, list[str]]:
        """Folded: each phrase, and what it stands for."""
        if self.word:
            return {_phrase(self.word): [_phrase(text) for text in self.means]}
        phrases = [_phrase(text) for text in self.words]
        return {phrase: [other for other in phrases if other != phrase] for phrase in phrases}


@transactional
def set_up_synonyms(entries: Sequence[SynonymsInFile]) -> int:
    """Make the synonyms of the languages that *entries* name what they say; how many phrases. Raises BadFile."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for entry in entries:
        for phrase, means in entry.meanings().items():
            found.setdefault((entry.locale, phrase), {}).update(dict.fromkeys(means))
    Synonym.objects(locale__in=sorted({locale for locale, _ in found})).delete()
    for (locale, phrase), words in found.items():
        means = list(words)[:MOST_MEANINGS]
        Synonym(id=f"{locale}|{phrase}", locale=locale, phrase=phrase, means=means).save()
    announce(SynonymsChanged(len(found)))
    return len(found)


def synonyms_of(words: Sequence[str], locale: str) -> Mapping[str, list[str]]:
    """What the words and short phrases of a query stand for besides themselves: one read."""
    ids = [f"{locale}|{phrase}" for phrase in phrases_in(words)]
    found = Synonym._get_collection().find({"_id": {"$in": ids}}, {"_id": 0, "phrase": 1, "means": 1})
    return {row["phrase"]: row["means"] for row in found}


def phrases_in(words: Sequence[str]) -> Iterable[str]:
    """Every run of up to three of those words."""
    return [
        " ".join(words[start : start + length])
        for length in range(LONGEST_PHRASE, 0, -1)
        for start in range(len(words) - length + 1)
    ]


def _phrase(text: str) -> str:
    phrase = folded(text)
    if not 0 < len(phrase.split()) <= min(LONGEST_PHRASE, MOST_WORDS):
        raise BadFile(f"{text!r} has to be one to {LONGEST_PHRASE} words.", field="words")
    return phrase
