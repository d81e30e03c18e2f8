"""The languages of a space, and where a missing translation falls back to."""

from typing import Any

from dev.contentful.answers import Json, bad_request

EVERY = "*"
MISSING: Any = object()


class Locales:
    """The locales of an export, in its order; one of them is the default.

    A chain is the locale itself and then its `fallbackCode`s; a circle in them ends the chain.
    """

    def __init__(self, locales: list[Json]) -> None:
        self.all = {locale["code"]: locale for locale in locales}
        self.default: str = next(code for code, locale in self.all.items() if locale.get("default"))
        self._chains = {code: self._chain(code) for code in self.all}

    @property
    def codes(self) -> list[str]:
        return list(self.all)

    def _chain(self, code: str) -> tuple[str, ...]:
        chain: list[str] = []
        following: str | None = code
        while following and following in self.all and following not in chain:
            chain.append(following)
            following = self.all[following].get("fallbackCode")
        return tuple(chain)

    def read(self, code: str | None) -> str:
        """The locale a query asks for: a known code, `*`, or the default; raises Refused otherwise."""
        if code is None:
            return self.default
        if code != EVERY and code not in self.all:
            raise bad_request(f"Unknown locale: {code}")
        return code

    def value(self, values: Any, code: str, *, localized: bool = True) -> Any:
        """What a reader of *code* gets, or MISSING; a field that is not localized has only the default."""
        if not isinstance(values, dict):
            return MISSING
        for candidate in self._chains[code] if localized else (self.default,):
            if candidate in values:
                return values[candidate]
        return MISSING
