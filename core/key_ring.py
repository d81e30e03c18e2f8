"""A secret in its generations: it is replaced while what the one before has signed and sealed is still about."""

from collections.abc import Iterator

from pydantic import SecretStr


class NoSecret(Exception):
    """The process is not given that secret (core/processes.py), so it can sign and seal nothing with it."""


class KeyRing:
    """Newest first: the first signs and seals, and what any of them has signed or sealed is good. None prints."""

    def __init__(self, *generations: str) -> None:
        self._generations = generations

    @property
    def newest(self) -> str:
        """Raises NoSecret."""
        if not self._generations:
            raise NoSecret
        return self._generations[0]

    def begins_in(self, other: "KeyRing") -> bool:
        """Whether the one that signs here is good there. An older one may be: so one secret becomes two."""
        return any(one in other for one in self._generations[:1])

    def __iter__(self) -> Iterator[str]:
        return iter(self._generations)

    def __bool__(self) -> bool:
        return bool(self._generations)


def ring_of(secret: SecretStr | None) -> KeyRing:
    """The generations in a setting, which are separated by commas."""
    return KeyRing(*parts_of(secret))


def parts_of(secret: SecretStr | None) -> tuple[str, ...]:
    text = secret.get_secret_value() if secret else ""
    return tuple(part.strip() for part in text.split(",") if part.strip())
