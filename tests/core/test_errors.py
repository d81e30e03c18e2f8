from core.errors import Conflict, Invalid, NotFound, Unavailable


class Full(Conflict):
    code = "full"
    title = "It is full"


class Away(Unavailable):
    code = "away"
    title = "It is away"


def test_what_an_error_tells_besides_its_words_is_kept_for_the_answer() -> None:
    error = Full("Nothing more goes in.", sku="MUG", wanted=2)

    assert str(error) == "Nothing more goes in."
    assert error.extra == {"sku": "MUG", "wanted": 2}


def test_an_invalid_value_names_its_field() -> None:
    error = Invalid("Use a number.", field="lines.0.quantity", wanted=1)

    assert error.field == "lines.0.quantity"
    assert error.extra["errors"] == [{"field": "lines.0.quantity", "detail": "Use a number."}]
    assert error.extra["wanted"] == 1


def test_whoever_is_away_says_when_to_try_again() -> None:
    assert Away("Not now.").retry_after > 0
    assert Away("Not now.", retry_after=7).retry_after == 7


def test_the_kinds_are_told_apart() -> None:
    kinds = (NotFound, Conflict, Invalid, Unavailable)

    assert [kind for kind in kinds if issubclass(Full, kind)] == [Conflict]
