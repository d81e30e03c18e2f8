import random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.pricing.allocation import allocated

WEIGHT = st.integers(0, 3) | st.integers(0, 10**9)  # small ones are often equal: then names decide
WEIGHTS = st.dictionaries(st.text("ABCDEFGH", min_size=1, max_size=3), WEIGHT, max_size=20)


@settings(max_examples=200)
@given(WEIGHTS, st.data(), st.randoms())
def test_the_parts_are_whole_and_add_up_and_none_is_more_than_its_weight(
    weights: dict[str, int], data: st.DataObject, dice: random.Random
) -> None:
    minor = data.draw(st.integers(0, sum(weights.values())))
    parts = allocated(minor, weights)
    turned = [*weights.items()]
    dice.shuffle(turned)

    assert sum(whole + more for whole, more in parts.values()) == minor
    assert all(0 <= sum(parts[name]) <= weight for name, weight in weights.items())
    assert allocated(minor, dict(turned)) == parts
