from hypothesis import given
from hypothesis import strategies as st

from core.storefront import tags


@given(st.text(min_size=1, max_size=300))
def test_a_tag_is_one_that_a_header_can_carry_and_next_js_takes(name: str) -> None:
    for tag in (
        tags.product(name),
        tags.category(name),
        tags.content(name),
        tags.named_content("page", name),
    ):
        assert len(tag) <= tags.LONGEST
        assert tag.isascii()
        assert tag.isprintable()
        assert "," not in tag
        assert " " not in tag


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_different_things_have_different_tags(one: str, other: str) -> None:
    assert (tags.product(one) == tags.product(other)) == (one == other)
    assert tags.product(one) != tags.content(one)


@given(st.text(max_size=40))
def test_there_are_sixteen_buckets(name: str) -> None:
    assert tags.bucket(name) in {f"content-bucket:{number}" for number in range(16)}
