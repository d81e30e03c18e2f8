"""What search engines and static builds need to know: where things are, and where they have gone."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.context import shop, whom
from bff.seo import schemas
from bff.seo.answers import PLACES, etag_of, public_answer, streamed
from bff.seo.xml import CONTENT_TYPE, xml_of
from core import clock
from core.listing.versions import current_version
from core.markets.queries import market_named
from core.pages.addresses import addresses
from core.pages.errors import NoStorefrontAddress
from core.pages.sitemaps import Part, Url, sitemap_index, sitemap_part
from core.redirects.queries import redirect_for
from core.storefront import tags

blueprint = Blueprint("addresses", __name__, url_prefix="/v1", description="Paths, sitemaps, redirects")

Query = dict[str, Any]


@blueprint.route("/redirect")
class Redirect(MethodView):
    @blueprint.arguments(schemas.RedirectQuery, location="query")
    @blueprint.response(200, schemas.RedirectSchema)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query) -> Response:
        """Where an old address leads: for a storefront that has nothing under a path. 404: nowhere."""
        redirect = redirect_for(query["path"])
        data = {
            "target": redirect.target,
            "permanent": redirect.permanent,
            "status": redirect.status,
            "strictStatus": redirect.strict_status,
        }
        return public_answer(data, [tags.REDIRECTS])


@blueprint.route("/paths/<type>")
class Paths(MethodView):
    @blueprint.arguments(schemas.PathsQuery, location="query")
    @blueprint.response(200, schemas.PathsSchema)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query, type: str) -> Response:  # noqa: A002  # as the contract calls it
        """Every path of a type, a thousand at a time: product, category, collection, content, post."""
        market, locale = whom(query)
        version = current_version()
        found, following = addresses(type, market.code, locale, after=query.get("after"))
        paths = [
            {"slug": page.slug, "path": page.path, "updatedAt": clock.rfc3339(page.changed_at)}
            for page in found
        ]
        return public_answer(
            {"paths": paths, "next": following},
            [tags.EVERY_PAGE],
            PLACES,
            version=version,
            market=market.code,
            locale=locale,
        )


@blueprint.route("/sitemap")
class SitemapIndex(MethodView):
    @blueprint.arguments(schemas.AddressQuery, location="query")
    @blueprint.response(200, schemas.SitemapIndexSchema)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query) -> Response:
        """The types of pages, and how many parts the sitemap of each has."""
        market = market_named(query.get("market"))
        version = current_version()
        types = [
            {"type": parts.kind, "parts": parts.parts, "urls": parts.urls}
            for parts in sitemap_index(market.code)
        ]
        return public_answer({"types": types}, [tags.EVERY_PAGE], PLACES, version=version, market=market.code)


@blueprint.route("/sitemap/<type>/<int:n>")
class Sitemap(MethodView):
    @blueprint.arguments(schemas.AddressQuery, location="query")
    @blueprint.response(200, schemas.SitemapSchema)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query, type: str, n: int) -> Response:  # noqa: A002  # as the contract calls it
        """Up to 50,000 addresses, each with the same page in other languages: the shape of a Next.js sitemap."""
        market = market_named(query.get("market"))
        version = current_version()
        part = sitemap_part(type, market, n)
        meta = {"tags": [tags.EVERY_PAGE], "version": version, "market": market.code}
        return _sent(part, "json", _json_of(part.urls, meta), "application/json")


@blueprint.route("/sitemap/<type>/<int:n>.xml")
class SitemapXml(MethodView):
    @blueprint.arguments(schemas.AddressQuery, location="query")
    @blueprint.response(200, {"type": "string"}, content_type="application/xml")
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query, type: str, n: int) -> Response:  # noqa: A002  # as the contract calls it
        """The same part as search engines read it, for a storefront whose addresses are the shop's paths."""
        storefronts = shop().settings.storefront_urls
        if not storefronts:
            raise NoStorefrontAddress
        part = sitemap_part(type, market_named(query.get("market")), n)
        return _sent(part, f"xml {storefronts[0]}", xml_of(part.urls, storefronts[0]), CONTENT_TYPE)


def _sent(part: Part, form: str, pieces: Iterable[bytes], content_type: str) -> Response:
    etag = etag_of(f"{form} {part.state}".encode())
    return streamed(pieces, etag, [tags.EVERY_PAGE], PLACES, content_type)


def _json_of(urls: Iterable[Url], meta: Mapping[str, Any]) -> Iterator[bytes]:
    yield b'{"data":{"urls":['
    yield from (b"," * (place > 0) + _shown(url) for place, url in enumerate(urls))
    yield b']},"meta":' + orjson.dumps(meta) + b"}"


def _shown(url: Url) -> bytes:
    return orjson.dumps(
        {
            "path": url.path,
            "locale": url.locale,
            "lastModified": clock.rfc3339(url.changed_at),
            "alternates": {"languages": url.languages},
        }
    )
