"""The markets of the sample, as the words on its delivery page describe them."""

from tests.dev.sample.conftest import Json, Space, parts_of

EUROPE = ["DE", "NL", "FR", "AT", "BE", "IE"]


def test_america_adds_tax_and_europe_includes_it(markets: Json) -> None:
    us, eu = markets["markets"]

    assert us["tax"] == {"display": "excluded", "ratesBasisPoints": {"standard": 700, "reduced": 0}}
    assert eu["tax"] == {"display": "included", "ratesBasisPoints": {"standard": 1900, "reduced": 700}}
    assert (us["currency"], us["countries"], us["locales"]) == ("USD", ["US"], ["en-US"])
    assert (eu["currency"], eu["countries"], eu["locales"]) == ("EUR", EUROPE, ["en-US", "de-DE"])


def test_each_market_draws_first_from_the_stock_on_its_side_of_the_sea(markets: Json) -> None:
    first = {market["code"]: market["locations"][0] for market in markets["markets"]}

    assert first == {"us": "reno", "eu": "rotterdam"}


def test_every_country_has_standard_and_express_and_standard_becomes_free(markets: Json) -> None:
    for market in markets["markets"]:
        rates = {rate["name"]: rate for rate in markets["deliveryRates"] if rate["market"] == market["code"]}
        assert set(rates) == {"Standard", "Express"}
        assert all(rate["countries"] == market["countries"] for rate in rates.values())
        assert all(0 < rate["minDays"] <= rate["maxDays"] for rate in rates.values())
        assert rates["Standard"]["freeFromMinor"] > rates["Express"]["minor"] > rates["Standard"]["minor"]


def test_the_delivery_page_names_the_prices_that_are_charged(space: Space, markets: Json) -> None:
    body = space.by_slug("page")["delivery-and-returns"]["body"]["en-US"]
    text = "".join(part["value"] for part in parts_of(body) if part.get("nodeType") == "text")

    for rate in markets["deliveryRates"]:
        assert _spoken(rate["minor"], rate["market"]) in text, rate["code"]
        if "freeFromMinor" in rate:
            assert f"free from {_spoken(rate['freeFromMinor'], rate['market'])}" in text, rate["code"]


def _spoken(minor: int, market: str) -> str:
    sign = {"us": "$", "eu": "€"}[market]
    return f"{sign}{minor // 100}" if minor % 100 == 0 else f"{sign}{minor / 100:.2f}"
