import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.redirects.addresses import LONGEST, checked_source, checked_target, spelled
from core.redirects.errors import BadAddress


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("/product/old-mug", "/product/old-mug"),
        ("/product/old-mug/", "/product/old-mug"),
        ("//product///old-mug", "/product/old-mug"),
        ("/product/old-mug?utm_source=mail#top", "/product/old-mug"),
        ("/product/%6Fld%2dmug", "/product/old-mug"),
        ("/product/café", "/product/caf%C3%A9"),
        ("/product/caf%c3%a9", "/product/caf%C3%A9"),
        ("/a/./b/../c", "/a/c"),
        ("/../../etc", "/etc"),
        ("/a%2Fb", "/a%2Fb"),
        ("/100%", "/100%25"),
        ("", "/"),
    ],
)
def test_a_path_has_one_spelling(written: str, kept: str) -> None:
    assert spelled(written) == kept


@given(st.text(max_size=60))
def test_what_is_spelled_stays_so_and_is_plain_ascii(written: str) -> None:
    once = spelled(written)
    assert spelled(once) == once
    assert once.startswith("/")
    assert once.isascii()
    assert once.isprintable()
    assert not {*"?#\\ "} & {*once}


@pytest.mark.parametrize(
    "source", ["", "old-mug", "https://shop.example/old", "//evil.example/x", "/", "/?a=1"]
)
def test_a_source_is_a_path_of_the_shop_and_not_its_front_page(source: str) -> None:
    with pytest.raises(BadAddress) as refusal:
        checked_source(source)
    assert refusal.value.field == "source"


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("/search?q=mug&sort=new#list", "/search?q=mug&sort=new#list"),
        ("/", "/"),
        ("/product/café/?a=é", "/product/caf%C3%A9?a=%C3%A9"),
        ("https://outlet.example/mugs?a=1", "https://outlet.example/mugs?a=1"),
        ("HTTPS://outlet.example:8443/x", "https://outlet.example:8443/x"),
    ],
)
def test_a_target_is_a_path_or_an_https_address(target: str, kept: str) -> None:
    assert checked_target(target) == kept


@pytest.mark.parametrize(
    "target",
    [
        *(
            "",
            "mug",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "http://plain.example",
        ),
        *("//evil.example", "/\\evil.example", "/a\nSet-Cookie: x", "/a\tb", "https://", "https:///x"),
        *(
            "https://user:word@evil.example/",  # pragma: allowlist secret
            "https://[::1",
            "https://host:port/",
            "https://héhé.example/",
        ),
        *("ftp://files.example/", '/"onmouseover', "/<script>"),
    ],
)
def test_whatever_else_is_refused_by_name(target: str) -> None:
    with pytest.raises(BadAddress) as refusal:
        checked_target(target)
    assert refusal.value.field == "target"


def test_an_address_has_an_end() -> None:
    longest = "/" + "x" * (LONGEST - 1)
    assert checked_source(longest) == checked_target(longest) == longest
    for check in (checked_source, checked_target):
        with pytest.raises(BadAddress, match=r"at most 1,000"):
            check(longest + "x")
