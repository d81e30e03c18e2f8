"""What a key looks like: `qs_live_`, ten characters that name it, thirty-two that are secret, six that check it.

The beginning and the checksum let scanners of repositories and logs tell a key from everything else
(as GitHub's do): `qs_(live|test)_[0-9A-Za-z]{48}`.
"""

import hashlib
import re
import secrets
import string
import zlib
from dataclasses import dataclass, field

LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase
NAME, SECRET, CHECK = 10, 32, 6
FORM = re.compile(
    rf"(qs_(?:live|test)_)([0-9A-Za-z]{{{NAME}}})([0-9A-Za-z]{{{SECRET}}})([0-9A-Za-z]{{{CHECK}}})", re.ASCII
)


@dataclass(frozen=True)
class KeyToken:
    """A key in full: shown once, to whoever has it made."""

    id: str
    text: str = field(repr=False)

    @property
    def digest(self) -> str:
        """What is kept of it. A plain hash is enough: 190 random bits are not guessed."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def shown(self) -> str:
        """How it begins and ends."""
        return f"{self.text[: len('qs_live_') + 4]}…{self.text[-4:]}"


def new_token(*, live: bool) -> KeyToken:
    """A key that nobody has had before; *live* ones open a shop in production."""
    name, secret = _random(NAME), _random(SECRET)
    body = f"qs_{'live' if live else 'test'}_{name}{secret}"
    return KeyToken(f"key_{name}", f"{body}{_check(body)}")


def token_in(text: str) -> KeyToken | None:
    """The key that *text* is, if its checksum is right; whether it is good, the database knows."""
    found = FORM.fullmatch(text)
    if found is None or _check("".join(found.groups()[:3])) != found[4]:
        return None
    return KeyToken(f"key_{found[2]}", text)


def _random(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))


def _check(body: str) -> str:
    """CRC-32 in base 62."""
    number, letters = zlib.crc32(body.encode()), ""
    for _ in range(CHECK):
        number, at = divmod(number, len(LETTERS))
        letters = LETTERS[at] + letters
    return letters
