"""How the stand-in lies: everything that a provider, or somebody in its place, may get wrong."""

from dataclasses import dataclass, field
from typing import Any

SIGNING = {
    "right": "by the key that is published",
    "none": "alg none, without a signature",
    "by-secret": "HS256 with the client's secret",
    "public-key": "HS256 with the published key as the secret",
    "stranger": "by a key that nobody has published, under the published key's name",
    "tampered": "another body than the one that was signed",
}


@dataclass
class Mood:
    """What is wrong until the next mood. A value of None in *claims*, *header* and *facts* leaves that out."""

    signing: str = "right"
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    """Of the discovery document."""
    keys: list[dict[str, Any]] = field(default_factory=list)
    """Published before the real ones."""
    tokens: dict[str, Any] = field(default_factory=dict)
    """Of the answer to a code."""
    userinfo: dict[str, Any] = field(default_factory=dict)
    status: dict[str, int] = field(default_factory=dict)
    """By path, as in `{"/token": 500}`."""
    seconds: dict[str, float] = field(default_factory=dict)
    """To wait before an answer, by path."""
    trickle: dict[str, float] = field(default_factory=dict)
    """Seconds between the bytes of an answer, by path."""
    size: dict[str, int] = field(default_factory=dict)
    """Bytes of blanks behind an answer, by path."""
    redirect: dict[str, str] = field(default_factory=dict)
    """Where an answer leads instead, by path."""

    def __post_init__(self) -> None:
        if self.signing not in SIGNING:
            raise ValueError(f"signing: one of {', '.join(SIGNING)}, not {self.signing!r}")


def altered(plain: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """The same with those changes; what becomes None is left out."""
    return {name: value for name, value in {**plain, **change}.items() if value is not None}
