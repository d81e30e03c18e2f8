"""What is written down of a dataclass is what the library would write, whatever is in it."""

from dataclasses import asdict, dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from core.plain import plain


@dataclass(frozen=True)
class Leaf:
    name: str
    minor: int | None = None


@dataclass(frozen=True)
class Branch:
    leaves: tuple[Leaf, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    best: Leaf | None = None
    several: list[Leaf] = field(default_factory=list)


leaves = some.builds(Leaf, some.text(max_size=5), some.none() | some.integers())
inside = some.none() | some.integers() | some.text(max_size=3) | some.booleans() | leaves
branches = some.builds(
    Branch,
    some.lists(leaves, max_size=3).map(tuple),
    some.dictionaries(some.text(max_size=3), inside | some.lists(inside, max_size=2), max_size=3),
    some.none() | leaves,
    some.lists(leaves, max_size=3),
)


@given(branches)
def test_it_is_what_the_library_says(branch: Branch) -> None:
    assert plain(branch) == asdict(branch)


def test_what_is_given_is_not_what_was_kept() -> None:
    branch = Branch(options={"sizes": ["S"]})
    plain(branch)["options"]["sizes"].append("M")

    assert branch.options == {"sizes": ["S"]}
