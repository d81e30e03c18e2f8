from collections.abc import Iterable

from core.errors import Invalid


class UnknownSort(Invalid):
    code = "unknown-sort"
    title = "Lists are not sorted like that"

    def __init__(self, sort: str, known: Iterable[str]) -> None:
        super().__init__(f"This list is sorted by {', '.join(known)}; not {sort!r}.", field="sort")


class TooManyFilters(Invalid):
    """More than anybody means, and more than an answer is to cost."""

    code = "too-many-filters"
    title = "A list is not narrowed by so much at once"


class UnknownFacet(Invalid):
    code = "unknown-facet"
    title = "Nothing here has that facet"

    def __init__(self, name: str) -> None:
        super().__init__(f"Nothing in this list has the facet {name!r}.", field=f"f.{name}")
