from hypothesis import given
from hypothesis import strategies as st

from core.orders.charges import Charge, spread
from core.orders.models import Credit

AMOUNTS = st.integers(min_value=0, max_value=10**9)


def charge(minor: int, tax: int, pieces: int) -> Charge:
    return Charge("MUG", "Mug", pieces, minor, tax, None, Credit())


@given(AMOUNTS, st.integers(0, 100), st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_pieces_taken_off_in_any_steps_add_up_to_what_they_cost(
    minor: int, percent: int, steps: list[int]
) -> None:
    tax = minor * percent // 100
    whole = charge(minor, tax, sum(steps))
    lines = [whole.take_off(whole.price_of(step), step) for step in steps]

    assert sum(line.minor for line in lines) == -minor
    assert sum(line.tax_minor for line in lines) == (-tax if minor else 0)
    assert all(line.minor <= 0 for line in lines)
    assert (whole.left_minor, whole.left_pieces) == (0, 0)


@given(st.dictionaries(st.sampled_from("abcdefgh"), AMOUNTS, min_size=1), st.integers(0, 1000))
def test_an_amount_spread_over_lines_adds_up_and_no_line_gives_more_than_is_left(
    left: dict[str, int], per_mille: int
) -> None:
    minor = sum(left.values()) * per_mille // 1000
    parts = spread(minor, left)

    assert sum(parts.values()) == minor
    assert all(0 < part <= left[key] for key, part in parts.items())
