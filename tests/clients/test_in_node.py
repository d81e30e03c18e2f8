"""The client as Node runs it: against the real BFF, and against signatures that the shop has made."""

import json
from datetime import timedelta

import pytest

from core import clock
from core.adapters.nextjs_storefront import signature as signature_of
from core.adapters.nextjs_storefront import signed_call
from core.carts.models import Cart
from core.storefront import tags
from tests import builders as a
from tests.clients.conftest import Node

SECRET = "shared-with-the-storefront-alone"


class TestVerifying:
    """`X-Quayside-Signature`, made in Python and verified in JavaScript."""

    def test_what_the_shop_has_signed_is_taken(self, node: Node) -> None:
        told = ["product:mug", "category:caf%C3%A9", "pages"]
        body, headers = signed_call(SECRET, told, 17)

        assert node(_verify(body, headers["X-Quayside-Signature"]))["tags"] == told
        assert node(_verify(body, headers["X-Quayside-Signature"]))["version"] == 17

    def test_a_body_in_which_anything_was_changed_is_refused(self, node: Node) -> None:
        body, headers = signed_call(SECRET, ["product:mug"], 17)

        assert node(_verify(body.replace(b"17", b"18"), headers["X-Quayside-Signature"])) is None

    @pytest.mark.parametrize("secret", ["another", ""])
    def test_another_secret_is_refused_and_none_at_all_too(self, secret: str, node: Node) -> None:
        body, headers = signed_call(secret, ["product:mug"], 17)

        assert node(_verify(body, headers["X-Quayside-Signature"], SECRET if secret else "")) is None

    def test_of_several_secrets_any_is_good(self, node: Node) -> None:
        body, headers = signed_call(SECRET, ["product:mug"], 17)

        for secret in (f"the-next-one, {SECRET}", f"{SECRET},the-last-one"):
            assert node(_verify(body, headers["X-Quayside-Signature"], secret))["version"] == 17
        for secret in ("the-next-one,the-last-one", " , "):
            assert node(_verify(body, headers["X-Quayside-Signature"], secret)) is None

    def test_what_was_signed_with_nothing_is_refused_whatever_is_between_the_commas(self, node: Node) -> None:
        body, headers = signed_call("", ["product:mug"], 17)

        assert node(_verify(body, headers["X-Quayside-Signature"], f"{SECRET},,")) is None

    @pytest.mark.parametrize(("minutes", "taken"), [(-4.9, True), (-5.1, False), (4.9, True), (5.1, False)])
    def test_a_call_of_more_than_five_minutes_ago_is_refused(
        self, minutes: float, taken: object, node: Node
    ) -> None:
        now = int(clock.now().timestamp() * 1000)
        with clock.moved(timedelta(minutes=minutes)):
            body, headers = signed_call(SECRET, ["a"], 1)

        assert bool(node(_verify(body, headers["X-Quayside-Signature"], now=now))) is taken

    def test_what_the_shop_says_is_no_part_of_every_object(self, node: Node) -> None:
        """Tags and members that are named as what objects inherit from."""
        body, headers = signed_call(SECRET, ["__proto__", "constructor", "prototype"], 17)
        body = body.replace(
            b'{"tags"', b'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"tags"', 1
        )
        seconds = int(clock.now().timestamp())
        found = node(
            f"const told = revalidate.verified({json.dumps(body.decode())}, "
            f"{json.dumps(signature_of(SECRET, body, seconds))}, {json.dumps(SECRET)});"
            """
            revalidate.remember(told);
            revalidate.learn(["__proto__", "a"], ["constructor"]);
            revalidate.minVersion(["toString"]);
            answer([told.tags.length, {}.polluted ?? null, Object.keys(Object.prototype).length,
                    revalidate.minVersion(["__proto__"]), revalidate.minVersion(["toString"])]);
            """
        )

        assert headers
        assert found == [3, None, 0, 17, 0]

    @pytest.mark.parametrize(
        "signature", [None, "", "t=1", "v1=ab", "t=x,v1=" + "0" * 64, "t=1,v1=" + "0" * 63]
    )
    def test_what_is_no_signature_is_refused(self, signature: str | None, node: Node) -> None:
        assert node(_verify(b"{}", signature)) is None

    def test_the_highest_version_of_a_tag_stays_whatever_comes_late(self, node: Node) -> None:
        found = node(
            """
            revalidate.remember({ tags: ["a", "b"], version: 9 });
            revalidate.remember({ tags: ["a"], version: 7 });
            revalidate.remember({ tags: ["b"], version: 11 });
            const before = [["a"], ["b"], ["a", "b"], ["c"], []].map(revalidate.minVersion);
            revalidate.remember({ tags: ["pages"], version: 20 });
            for (let n = 0; n < 10_000; n += 1) revalidate.remember({ tags: [`t${n}`], version: 21 });
            answer([before, ["a", "t9999", "never"].map((tag) => revalidate.minVersion([tag]))]);
            """
        )
        assert found == [[9, 11, 11, 0, 0], [20, 21, 20]]

    def test_what_a_page_was_built_of_counts_when_it_is_asked_for_again(self, node: Node) -> None:
        found = node(
            """
            revalidate.learn(["pages", "product:mug"], ["pages", "product:mug", "content:words"]);
            revalidate.learn(["pages"], ["pages", "content:words"]);
            revalidate.remember({ tags: ["content:words"], version: 9 });
            answer([["pages", "product:mug"], ["pages", "product:jug"], ["pages"]].map(revalidate.minVersion));
            """
        )
        assert found == [9, 0, 0]


def _verify(body: bytes, signature: str | None, secret: str = SECRET, now: int | None = None) -> str:
    given = [body.decode(), signature, secret, *([now] if now else [])]
    return f"answer(revalidate.verified({', '.join(json.dumps(value) for value in given)}))"


def test_it_names_tags_as_the_server_does(node: Node) -> None:
    names = ["mug", "café", "a b,c", "x/../~!$&'()*+;=@:", '"<>', "é" * 200]
    asked = [["/v1/pages/product/{slug}", {"slug": name.replace("/", "")}] for name in names]
    wanted = [[tags.EVERY_PAGE, tags.product(name.replace("/", ""))] for name in names]
    rest = [
        (["/v1/pages/category/{path}", {"path": "kitchen/mugs"}], ["pages", tags.category("mugs")]),
        (["/v1/pages/content/{slug}", {"slug": "about"}], ["pages", tags.named_content("page", "about")]),
        (["/v1/pages/blog/{slug}", {"slug": "hello"}], ["pages", tags.named_content("post", "hello")]),
        (["/v1/pages/home", {}], ["pages", tags.HOME]),
        (["/v1/pages/layout", {}], ["pages", tags.LAYOUT]),
        (["/v1/pages/blog", {}], ["pages", tags.BLOG]),
        (["/v1/pages/search", {}], ["pages"]),
        (["/v1/products/{slug}/offer", {"slug": "mug"}], []),
    ]
    everything = asked + [question for question, _ in rest]

    found = node(f"answer({json.dumps(everything)}.map((given) => client.tagsOf(...given)))")
    assert found == wanted + [answer for _, answer in rest]


def test_a_page_comes_with_its_data_and_what_it_was_built_of(node: Node, bff: str) -> None:
    a.markets()
    a.goods("MUG-SAND", available=3)
    found = node(
        _with(bff, "answer(await shop.page('/v1/pages/product/{slug}', { path: { slug: 'mug-sand' } }))")
    )

    assert found["data"]["product"]["slug"] == "mug-sand"
    assert {"product:mug-sand", "pages"} <= set(found["meta"]["tags"])
    assert (found["meta"]["market"], found["meta"]["locale"]) == ("eu", "de-DE")


def test_what_is_not_there_is_nothing_or_a_typed_problem(node: Node, bff: str) -> None:
    a.markets()
    found = node(
        _with(
            bff,
            """
            const asked = (slug) => shop.page('/v1/pages/product/{slug}', { path: { slug } });
            const fault = await asked('nothing').catch((error) => error);
            const wrong = await shop.post('/v1/cart', { body: { market: 'mars' } }).catch((error) => error);
            answer([await client.orNothing(asked('nothing')) ?? null, fault instanceof client.Problem,
              fault.status, fault.code, wrong.errors[0].field, Boolean(wrong.requestId),
              await client.orNothing(asked('..')) ?? null]);
            """,
        )
    )
    assert found == [None, True, 404, "product-not-found", "market", True, None]


def test_a_write_whose_answer_was_lost_is_done_once(node: Node, bff: str) -> None:
    a.markets()
    found = node(
        _with(
            bff,
            """
            const opened = await shop.post('/v1/cart', { body: { market: 'us' } });
            answer([seen.length, new Set(seen.map((sent) => sent.headers['Idempotency-Key'])).size, opened.version]);
            """,
            fetch="""async (url, init) => {
              seen.push(init);
              const answer = await fetch(url, init);
              if (seen.length === 1) throw new TypeError('the line is dead');
              return seen.length === 2 ? new Response('busy', { status: 503 }) : answer;
            }""",
        )
    )
    assert found[:2] == [3, 1]
    assert Cart.objects(expires_at__gt=clock.now()).count() == 1


def test_a_key_of_the_callers_own_is_kept_and_the_next_write_has_another(node: Node, bff: str) -> None:
    a.markets()
    script = """
        const body = { market: 'us' };
        const key = 'a-key-of-an-earlier-process';
        const first = await shop.post('/v1/cart', { body, idempotencyKey: key });
        const again = await shop.post('/v1/cart', { body, idempotencyKey: key });
        const other = await shop.post('/v1/cart', { body });
        answer([first.token === again.token, first.token === other.token]);
        """
    assert node(_with(bff, script)) == [True, False]


def test_a_refusal_is_not_sent_again(node: Node, bff: str) -> None:
    a.markets()
    script = "await shop.post('/v1/cart', { body: { market: 'mars' } }).catch(() => 0); answer(seen.length);"
    assert node(_with(bff, script)) == 1


def test_public_reads_carry_what_next_js_needs_and_nobodys_tokens(node: Node, bff: str) -> None:
    """A page with somebody's token in its request is a page that a cache must not share."""
    a.markets()
    a.goods("MUG-SAND", available=3)
    found = node(
        _with(
            bff,
            """
            const page = () => shop.page('/v1/pages/product/{slug}', { path: { slug: 'mug-sand' } });
            await page();
            revalidate.remember({ tags: ['shelf:kitchen'], version: 1 });
            await page();
            await shop.get('/v1/products/{slug}/offer', { path: { slug: 'mug-sand' } });
            await shop.get('/v1/cart').catch(() => 0);
            answer(seen.slice(1).map(({ url, headers, cache, next }) => ({ url, headers, cache, next })));
            """,
            more="next: (tags) => ({ tags, revalidate: 60 }), minVersion: revalidate.minVersion,"
            "learn: revalidate.learn,"
            "tokens: () => ({ cart: 'C', access: 'A' }),",
        )
    )
    page, offer, cart = found
    assert page["url"].endswith("/v1/pages/product/mug-sand?market=eu&locale=de-DE&minVersion=1")
    assert page["next"] == {"tags": ["pages", "product:mug-sand"], "revalidate": 60}
    assert not {"X-Cart-Token", "Authorization"} & {*page["headers"], *offer["headers"]}
    assert "next" not in offer
    assert (cart["headers"]["X-Cart-Token"], cart["headers"]["Authorization"]) == ("C", "Bearer A")
    assert (cart["cache"], "next" in cart) == ("no-store", False)


def test_a_shop_whose_database_is_an_older_copy_still_shows_its_pages(node: Node, bff: str) -> None:
    a.markets()
    script = """
        revalidate.remember({ tags: ['pages'], version: 9000 });
        const { meta } = await shop.page('/v1/pages/home');
        answer([meta.version < 9000, seen.length]);
        """
    assert node(_with(bff, script, more="minVersion: revalidate.minVersion,")) == [True, 2]


def _with(bff: str, script: str, *, fetch: str | None = None, more: str = "") -> str:
    """*script* with a client of that BFF as `shop`; `seen` is what it has sent."""
    listening = "(url, init) => { seen.push({ url, ...init }); return fetch(url, init); }"
    return f"""
        const seen = [];
        const shop = client.createClient({{
          baseUrl: {json.dumps(bff + "/")}, market: 'eu', locale: 'de-DE', fetch: {fetch or listening}, {more}
        }});
        {script}
        """


class TestProving:
    """What the storefront's server says of itself and of its shoppers."""

    CLIENT = """
        const sent = [];
        const fetch = async (url, { headers }) => {
            sent.push(headers);
            return new Response("{}", { headers: { "X-Device-Token": "device-2" } });
        };
        const shop = client.createClient({
            baseUrl: "http://x", fetch, storefrontKey: "the key", shopper: async () => "203.0.113.5",
            tokens: () => ({ device: "device-1" }), onDeviceToken: (token) => sent.push(token),
        });
    """

    def test_a_private_call_says_who_asks_and_for_whom(self, node: Node) -> None:
        headers, heard = node(self.CLIENT + 'await shop.get("/v1/me"); answer(sent);')

        proof = {
            "X-Storefront-Key": "the key",
            "X-Shopper-Address": "203.0.113.5",
            "X-Device-Token": "device-1",
        }
        assert (proof.items() <= headers.items(), heard) == (True, "device-2")

    def test_a_public_read_is_everybodys_and_names_nobody(self, node: Node) -> None:
        headers, _ = node(
            self.CLIENT + 'await shop.get("/v1/suggest", { query: { q: "mug" } }); answer(sent);'
        )

        assert headers["X-Storefront-Key"] == "the key"
        assert not {"X-Shopper-Address", "X-Device-Token"} & headers.keys()
