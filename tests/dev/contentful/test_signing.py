"""The text that is signed, byte for byte."""

import pytest

from dev.contentful.signing import canonical, encoded_path, is_secret, sign

HEADERS = {"X-Contentful-Topic": " ContentManagement.Entry.publish ", "Content-Type": "application/json"}


def test_the_canonical_text_is_method_path_sorted_headers_and_body() -> None:
    headers = {"b": " two ", "a": "one", "unsigned": "x"}

    assert canonical("post", "/hook", headers, ["b", "a", "absent"], b'{"\xc3\xa4":1}') == (
        b'POST\n/hook\na:one;b:two\n{"\xc3\xa4":1}'
    )


def test_every_header_is_signed_in_lower_case_with_names_and_time() -> None:
    signed = sign("k" * 64, "POST", "/hook", HEADERS, b"{}", 1_700_000_000_123)

    assert signed["x-contentful-signed-headers"].split(",") == [
        "content-type",
        "x-contentful-signed-headers",
        "x-contentful-timestamp",
        "x-contentful-topic",
    ]
    assert signed["x-contentful-timestamp"] == "1700000000123"
    assert signed["x-contentful-topic"] == "ContentManagement.Entry.publish"


def test_the_signature_is_a_known_one() -> None:
    """Computed once with `openssl dgst -sha256 -hmac` over the text written out by hand."""
    signed = sign("k" * 64, "POST", "/hook", HEADERS, b"{}", 1_700_000_000_123)

    known = "d06c8f572aedc7a5a31b667f24c950db67dd6f765e894ee56e11c7de1e9d6396"  # pragma: allowlist secret
    assert signed["x-contentful-signature"] == known


@pytest.mark.parametrize(
    ("path", "encoded"),
    [
        ("/v1/hooks/contentful", "/v1/hooks/contentful"),
        ("/a b/ü", "/a%20b/%C3%BC"),
        ("/a%20b", "/a%2520b"),
        ("/hook?a=1&b=2", "/hook?a%253D1%2526b%253D2"),
        ("/keep;,/:@&=+$-_.!~*'()#", "/keep;,/:@&=+$-_.!~*'()#"),
    ],
)
def test_the_path_is_encoded_as_javascript_does(path: str, encoded: str) -> None:
    assert encoded_path(path) == encoded


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a" * 64, True),
        ("aZ09+/=_-" + "x" * 55, True),
        ("a" * 63, False),
        ("a" * 65, False),
        ("!" * 64, False),
    ],
)
def test_a_secret_has_exactly_64_good_characters(text: str, good: bool) -> None:  # noqa: FBT001
    assert is_secret(text) is good
