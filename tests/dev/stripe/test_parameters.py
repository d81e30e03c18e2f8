from urllib.parse import parse_qsl

import pytest

from dev.stripe.parameters import Params, decode
from dev.stripe.refusals import Refusal


def test_brackets_become_a_tree_and_only_a_reader_makes_lists() -> None:
    pairs = parse_qsl("a=1&shipping[address][city]=Kiel&expand[]=x&expand[]=y&metadata[7]=z&lines[1][sku]=B")

    tree = decode(pairs)

    assert tree == {
        "a": "1",
        "shipping": {"address": {"city": "Kiel"}},
        "expand": {"0": "x", "1": "y"},
        "metadata": {"7": "z"},
        "lines": {"1": {"sku": "B"}},
    }
    assert Params(tree).texts("expand") == ["x", "y"]


@pytest.mark.parametrize(
    "text", ["a[b=1", "a]b=1", "[a]=1", "a[b]c=1", "a=1&a[b]=2", "a[b]=2&a=1", "a[b][c]=1&a[b]=2"]
)
def test_a_name_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        decode(parse_qsl(text))

    assert caught.value.error["param"]


@pytest.mark.parametrize(
    ("reader", "given"),
    [("integer", "1.5"), ("integer", "1e3"), ("integer", "٣"), ("boolean", "True"), ("boolean", "1")],
)
def test_a_value_of_the_wrong_kind_is_refused_by_its_full_name(reader: str, given: str) -> None:
    params = Params({"tax": {"amount": given}}).branch("tax")

    with pytest.raises(Refusal) as caught:
        getattr(params, reader)("amount")

    assert caught.value.error["param"] == "tax[amount]"


def test_text_where_an_object_belongs_is_refused_and_the_other_way_round() -> None:
    params = Params({"shipping": "home", "amount": {"minor": "5"}})

    for read in (lambda: params.branch("shipping"), lambda: params.integer("amount")):
        with pytest.raises(Refusal):
            read()
