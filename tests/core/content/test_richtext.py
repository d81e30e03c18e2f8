from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.content.richtext import BLOCKS, MARKS, html_of, safe_uri, text_of
from tests import builders as a

TAGS = {*BLOCKS.values(), *MARKS.values(), "a", "hr", "figure", "img"}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
BAD_URIS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "\\\\evil.example\\x",
    "http://[",
]


class Parsed(HTMLParser):
    """The tags and attributes of a piece of HTML, as a browser meets them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def found(link_type: str, target: str) -> Mapping[str, Any] | None:
    if target == "nowhere":
        return None
    if link_type == "Asset":
        return {"url": f"https://images.example/{target}.png", "alt": f'A "{target}"'}
    return {"path": f"/content/{target}", "title": target}


def html(*nodes: Any) -> str:
    return html_of(a.rich(*nodes), found)


def node(kind: str, *content: Any, **data: Any) -> dict[str, Any]:
    return {"nodeType": kind, "data": data, "content": list(content)}


def text(value: str, *marks: str) -> dict[str, Any]:
    return {"nodeType": "text", "value": value, "marks": [{"type": mark} for mark in marks], "data": {}}


class TestKnown:
    def test_blocks_and_marks_become_their_tags(self) -> None:
        shown = html(
            node("heading-2", text("Tea", "bold", "italic")),
            node("hr"),
            node("unordered-list", node("list-item", a.paragraph("x"))),
        )

        assert shown == "<h2><em><strong>Tea</strong></em></h2><hr><ul><li><p>x</p></li></ul>"

    def test_links_lead_where_they_say(self) -> None:
        assert html(node("hyperlink", text("here"), uri="/content/a?b=1&c=2")) == (
            '<a href="/content/a?b=1&amp;c=2">here</a>'
        )
        assert (
            html(node("entry-hyperlink", text("us"), target=a.link("about")))
            == '<a href="/content/about">us</a>'
        )
        assert html(node("asset-hyperlink", text("pdf"), target=a.link("x", "Asset"))) == (
            '<a href="https://images.example/x.png">pdf</a>'
        )

    def test_pictures_are_shown_with_what_is_on_them(self) -> None:
        assert html(node("embedded-asset-block", target=a.link("mug", "Asset"))) == (
            '<figure><img src="https://images.example/mug.png" alt="A &#34;mug&#34;"></figure>'
        )

    def test_what_cannot_be_found_is_left_out_and_its_words_are_kept(self) -> None:
        assert html(node("embedded-asset-block", target=a.link("nowhere", "Asset"))) == ""
        assert html(node("entry-hyperlink", text("us"), target=a.link("nowhere"))) == "us"

    def test_nothing_is_nothing(self) -> None:
        assert (html_of(None, found), html_of({}, found), text_of(None), text_of({})) == ("", "", "", "")


class TestHostile:
    @pytest.mark.parametrize(
        "value", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;b&gt;", "</p>"]
    )
    def test_text_is_text(self, value: str) -> None:
        parsed = Parsed(html(a.paragraph(value), node("heading-1", text(value, "code"))))

        assert {tag for tag, _ in parsed.tags} == {"p", "h1", "code"}
        assert parsed.text == value * 2

    @pytest.mark.parametrize("uri", BAD_URIS)
    def test_a_link_that_could_run_something_is_only_its_words(self, uri: str) -> None:
        assert not safe_uri(uri)
        assert html(node("hyperlink", text("here"), uri=uri)) == "here"

    @pytest.mark.parametrize(
        "uri", ["https://a.example/b", "/c", "#d", "mailto:a@b.co", "tel:+49", "HTTPS://A.example", "?q"]
    )
    def test_an_ordinary_link_is_one(self, uri: str) -> None:
        assert safe_uri(uri)

    def test_an_attribute_cannot_be_left(self) -> None:
        parsed = Parsed(html(node("hyperlink", text("x"), uri='/a" onclick="alert(1)')))

        assert parsed.tags == [("a", {"href": '/a" onclick="alert(1)'})]

    @pytest.mark.parametrize(
        "kind", ["script", "iframe", "embedded-entry-block", "embedded-entry-inline", "", "p onclick=x"]
    )
    def test_a_node_that_nobody_knows_is_passed_over_and_its_words_are_kept(self, kind: str) -> None:
        assert html(node(kind, a.paragraph("kept"), src="x", target=a.link("y"))) == "<p>kept</p>"

    @pytest.mark.parametrize("depth", [40, 2_000])
    def test_a_document_as_deep_as_a_well_has_an_end(self, depth: int) -> None:
        deep: dict[str, Any] = text("bottom")
        for _ in range(depth):
            deep = node("blockquote", deep)

        assert html(deep).count("<blockquote>") <= 40
        assert isinstance(text_of(a.rich(deep)), str)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
TARGETS = st.fixed_dictionaries(
    {
        "sys": st.fixed_dictionaries(
            {"linkType": st.sampled_from(["Asset", "Entry", ""]), "id": st.sampled_from(["x", "nowhere"])}
        )
    }
)
NODES: st.SearchStrategy[Any] = st.recursive(
    st.fixed_dictionaries(
        {
            "nodeType": st.just("text"),
            "value": st.text(max_size=20) | ANYTHING,
            "marks": st.lists(st.fixed_dictionaries({"type": st.sampled_from([*MARKS, "blink"]) | ANYTHING}))
            | ANYTHING,
        }
    ),
    lambda inner: st.fixed_dictionaries(
        {
            "nodeType": st.sampled_from(
                [
                    *BLOCKS,
                    "hr",
                    "hyperlink",
                    "entry-hyperlink",
                    "asset-hyperlink",
                    "embedded-asset-block",
                    "odd",
                ]
            )
            | ANYTHING,
            "content": st.lists(inner | ANYTHING, max_size=3) | ANYTHING,
            "data": st.fixed_dictionaries(
                {"uri": st.sampled_from([*BAD_URIS, "/x"]) | ANYTHING, "target": TARGETS | ANYTHING}
            )
            | ANYTHING,
        }
    ),
    max_leaves=12,
)


@given(NODES)
def test_whatever_an_editor_or_a_broken_migration_wrote_only_harmless_html_comes_out(document: Any) -> None:
    parsed = Parsed(html_of(document, found) if isinstance(document, dict) else "")

    for tag, attributes in parsed.tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        assert tag != "a" or safe_uri(str(attributes["href"]))
    assert isinstance(text_of(document if isinstance(document, dict) else None), str)
