"""A part of a sitemap as search engines read it (sitemaps.org 0.9, with Google's links to other languages)."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr  # nosec B406  # it writes, it does not read

from core import clock
from core.pages.sitemaps import Url

CONTENT_TYPE = "application/xml; charset=utf-8"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
TAIL = "</urlset>\n"
PLAIN = "/~:@!$&'()*+,;=%"


def xml_of(urls: Iterable[Url], base: str) -> Iterator[bytes]:
    """The part with whole addresses under *base*, address by address. One that languages share stands there once."""
    yield HEAD.encode()
    yield from (_entry(url, base).encode() for url in urls if _first_there(url))
    yield TAIL.encode()


def _first_there(url: Url) -> bool:
    return next(locale for locale, path in url.languages.items() if path == url.path) == url.locale


def _entry(url: Url, base: str) -> str:
    return (
        f"<url><loc>{escape(_whole(base, url.path))}</loc>"
        f"<lastmod>{clock.rfc3339(url.changed_at)}</lastmod>{''.join(_links(url, base))}</url>\n"
    )


def _links(url: Url, base: str) -> Iterator[str]:
    """Where the other languages are; nothing where every language is here."""
    if len(set(url.languages.values())) > 1:
        for locale, path in url.languages.items():
            href = quoteattr(_whole(base, path))
            yield f'<xhtml:link rel="alternate" hreflang={quoteattr(locale)} href={href}/>'


def _whole(base: str, path: str) -> str:
    return f"{base}{quote(path, safe=PLAIN)}"
