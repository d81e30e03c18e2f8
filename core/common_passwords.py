"""Passwords that everybody tries first: the 30,000 that were found most often in what leaked, and what is like them.

The list is zxcvbn's. The words below are what it lacks, or has too far down: of shops, keyboards and languages.
All are compared without what people put around and into them (`Passw0rd2026!`), so that each stands for thousands,
and as NFKC, as letters of full width are no harder to guess.
"""

import re
import unicodedata
from functools import lru_cache

WORDS = frozenset(
    """
    aaron access account adidas admin administrator alexander amanda andrea andrew angel angela anthony apple
    arsenal asdf asdfgh asdfghjkl ashley austin azerty babygirl backup banana baseball basketball batman benjamin
    bismillah blink brandon bubbles buster butterfly carlos champion changeme charlie cheese chelsea chicken
    chocolate christian christopher computer cookie cooper corvette cowboy creative daniel darkness database default
    demo diamond dolphin dragon dubsmash elephant eminem estrella evite fabulous facebook family fenerbahce ferrari
    flower football forever freedom friends fuckyou gabriel galatasaray gateway george ginger google guest hammer
    hannah harley heather hello helloworld hockey homelesspa hunter iloveu iloveyou internet jackson jasmine
    jennifer jessica jordan joseph joshua justin killer knight lakers letmein letmeinnow liverpool login london
    lovely loveme loveyou maggie manchester master masterkey matrix matthew maverick melissa mercedes michael
    michelle midnight million minecraft monkey mustang mynoob mypassword naruto nicole nintendo nothing office
    oracle orange pass passcode passw passwd password passwords passwort patrick peanut pepper phoenix picture
    pokemon porsche princess private purple qazwsx qazwsxedc quayside qwer qwert qwerty qwertyu qwertyui qwertyuiop
    qwertz rabbit rachel rangers rebecca richard robert rockstar root samantha samsung secret secretpassword senha
    september server shadow shopping silver slipknot snoopy soccer starwars stephanie summer sunshine superman
    superstar support sweety system target taylor temp temporary test tester testing thomas tigger trustno
    trustnoone unknown user vanessa victoria welcome whatever william winner winter yankees yourpassword zaqwsx
    zaqxsw zxcvbn zxcvbnm
    """.split()  # noqa: SIM905  # three hundred lines of one word each are no better
)
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv",
)
LONGEST_PATTERN = 3
AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
INSIDE = str.maketrans("013457@$!", "oieastasi")
LEAST_OF_A_WORD = 4


def is_common(password: str, about: tuple[str, ...] = ()) -> bool:
    """Whether somebody who guesses would soon come upon it. *about* is what they know of its owner: name, mailbox."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    bases = _bases(plain)
    return _is_pattern(plain) or bool(bases & (WORDS | _words_of(about)) or {plain, *bases} & leaked())


@lru_cache(maxsize=1)
def leaked() -> frozenset[str]:
    """In small letters. It is read when the first password is chosen: its module is an eighth of a second's work."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(word for word in FREQUENCY_LISTS["passwords"] if len(word) >= LEAST_OF_A_WORD)


def _bases(plain: str) -> set[str]:
    """The word in a password, with and without digits read as the letters they look like."""
    return {AROUND.sub("", plain), AROUND.sub("", plain).translate(INSIDE), plain.translate(INSIDE)}


def _words_of(about: tuple[str, ...]) -> frozenset[str]:
    """Whole and in parts: `ada.byron@example.com` is also `ada.byron` and `byron`."""
    texts = [text.casefold() for text in about]
    parts = {part for text in texts for part in (text, text.partition("@")[0], *re.split(r"[\W_]+", text))}
    return frozenset(part for part in parts if len(part) >= LEAST_OF_A_WORD)


def _is_pattern(plain: str) -> bool:
    """A few keys again and again, or a row of keys forwards or backwards."""
    period = (plain + plain).find(plain, 1)
    rows = (row + row for row in ROWS)
    return 0 < period <= LONGEST_PATTERN or any(plain in row or plain[::-1] in row for row in rows)
