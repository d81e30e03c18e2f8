from core.errors import Invalid


class UnknownMarket(Invalid):
    code = "unknown-market"
    title = "There is no such market"

    def __init__(self, market: str) -> None:
        super().__init__(f"There is no market {market!r}.", field="market")


class UnknownLocale(Invalid):
    code = "unknown-locale"
    title = "The market has no such locale"

    def __init__(self, locale: str, known: list[str]) -> None:
        super().__init__(f"The market has {', '.join(known)}; not {locale!r}.", field="locale")


class UnknownLocation(Invalid):
    code = "unknown-location"
    title = "There is no such stock location"

    def __init__(self, location: str) -> None:
        super().__init__(f"There is no stock location {location!r}.", field="location")


class NoMarkets(Invalid):
    code = "no-markets"
    title = "The shop has no market yet"

    def __init__(self) -> None:
        super().__init__("Load one with `shop import markets FILE`.", field="market")
