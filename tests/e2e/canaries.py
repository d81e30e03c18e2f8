"""Somebody who leaves a canary wherever one can be left, and a look for them wherever they have no business."""

import json
import re
import uuid
from typing import Any

import pymongo
import redis
import requests

from dev.stack import Stack
from tests.e2e.outside import mails, pay
from tests.e2e.shopper import Shopper
from tests.e2e.waiting import eventually

SECONDS = 15
MUG = "MUG-SAND"
CARD = "4000056655665556"
EMAIL = "canary.wren@example.com"
PASSWORD = "canary-password-of-wren-7731"
OTHER_PASSWORD = "canary-other-password-of-wren-4410"
NAME, STREET, PHONE = "Wren Canarybird", "77 Birdcage Walk", "+1 503 555 0177"
COOKIE = "canary-cookie-5fQe81"
ADDRESS = {
    "name": NAME,
    "line1": STREET,
    "city": "Portland",
    "region": "OR",
    "postalCode": "97201",
    "country": "US",
    "phone": PHONE,
}
PEOPLE = (EMAIL, NAME, STREET, PHONE)
PROCESSES = ("bff", "admin", "worker", "relay", "schedule")


class Wren(Shopper):
    """A customer who leaves a canary wherever one can be left; *secrets* are those that came back."""

    def __init__(self, stack: Stack) -> None:
        super().__init__(stack.urls["bff"])
        self.stack = stack
        self.secrets: dict[str, str] = {"password": PASSWORD, "new password": OTHER_PASSWORD}
        self.http.headers["Cookie"] = f"session={COOKIE}"

    def lives(self) -> str:
        """Registers, signs in, pays, asks for links, says the wrong things; the number of the order."""
        self._opens_an_account()
        number = self._buys()
        self._forgets_the_password()
        self._asks_for_a_link(number)
        self._says_what_is_wrong()
        return number

    def _opens_an_account(self) -> None:
        login = {"email": EMAIL, "password": PASSWORD}
        self.ask("POST", "/v1/auth/register", {**login, "name": NAME})
        token = self._mailed("/account/email#token=", "opens it")
        self.secrets["registration link"] = token
        self.ask("POST", "/v1/auth/email/confirm", {"token": token})
        self._signs_in(login)

    def _signs_in(self, login: dict[str, str]) -> None:
        told = self.do("POST", "/v1/auth/login", login)
        self.access_token = told["accessToken"]
        self.secrets |= {"access token": told["accessToken"], "refresh token": told["refreshToken"]}
        self.do("POST", "/v1/me/addresses", ADDRESS)

    def _buys(self) -> str:
        self.fill_cart(MUG)
        self.secrets["cart token"] = str(self.cart_token)
        self.do("PUT", "/v1/checkout/addresses", {"email": EMAIL, "shippingAddress": ADDRESS})
        self.pick_delivery()
        started = self.start_payment("stripe")
        self.secrets["client secret"] = started["clientSecret"]
        pay(self.stack, started)
        number = str(self.place()["number"])
        eventually(lambda: self.order(number)["status"] == "paid")
        return number

    def _forgets_the_password(self) -> None:
        self.ask("POST", "/v1/auth/password/forgot", {"email": EMAIL})
        token = self._mailed("#token=", "password")
        self.secrets["reset link"] = token
        self.ask("POST", "/v1/auth/password/reset", {"token": token, "password": OTHER_PASSWORD})
        self._signs_in({"email": EMAIL, "password": OTHER_PASSWORD})

    def _asks_for_a_link(self, number: str) -> None:
        self.ask("POST", "/v1/orders/lookup", {"number": number, "email": EMAIL})
        self.secrets["order link"] = self._mailed(f"/order/{number}#token=", number)

    def _mailed(self, before: str, about: str) -> str:
        def found() -> str | None:
            letters = [mail["text"] for mail in mails(self.stack, "") if EMAIL in json.dumps(mail)]
            match = re.search(
                re.escape(before) + r"([\w-]+)", "\n".join(one for one in letters if about in one)
            )
            return match[1] if match else None

        return eventually(found)

    def _says_what_is_wrong(self) -> None:
        """Canaries where nobody expects them: in paths, in queries, in headers, in fields of another kind."""
        for path in (f"/v1/nothing/{EMAIL}", f"/reset/{self.secrets['reset link']}", f"/{CARD}"):
            self.ask("GET", path)
        self.ask("GET", f"/v1/pages/product/{EMAIL}?token={self.secrets['cart token']}")
        self.ask("GET", f"/v1/pages/search?q={EMAIL}")
        self.ask("POST", "/v1/auth/login", {"email": EMAIL, "password": "canary-wrong-password"})
        self.ask("POST", "/v1/auth/login", {"email": [CARD], "password": {"x": PASSWORD}})
        self.ask("POST", "/v1/auth/refresh", {"refreshToken": CARD})
        self.ask("POST", "/v1/cart", {"market": CARD}, **{"Idempotency-Key": str(uuid.uuid4())})
        self.ask("GET", "/v1/me", Authorization=f"Bearer {self.secrets['refresh token']}")
        requests.get(f"{self.stack.urls['admin']}/customers/{EMAIL}", timeout=SECONDS)
        requests.get(f"{self.bff}/v1/cart", headers={"X-Cart-Token": "canary"}, timeout=SECONDS)


def logged(stack: Stack) -> dict[str, str]:
    """All that the shop's processes and servers have written."""
    written = {name: stack.output(name) for name in (*PROCESSES, "redis", "mongodb")}
    logs = stack.plan.folder / "logs"
    return written | {path.name: path.read_text(errors="replace") for path in logs.glob("*")}


def in_redis(stack: Stack) -> str:
    client = redis.Redis.from_url(stack.plan.env["SHOP_REDIS_URL"])
    found = list(client.scan_iter("*"))
    told = "\n".join(f"{key!r} {_value(client, key)!r}" for key in found)
    client.close()
    return told


def _value(client: Any, key: bytes) -> object:
    kind = client.type(key).decode()
    read = {
        "string": client.get,
        "hash": client.hgetall,
        "set": client.smembers,
        "list": lambda name: client.lrange(name, 0, -1),
        "zset": lambda name: client.zrange(name, 0, -1, withscores=True),
        "stream": client.xrange,
    }
    return read[kind](key)


def in_mongodb(stack: Stack) -> str:
    client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(stack.plan.env["SHOP_MONGODB_URI"])
    with client:
        database = client[stack.plan.env.get("SHOP_MONGODB_DATABASE", "quayside")]
        names = database.list_collection_names()
        return "\n".join(f"{name} {row!r}" for name in names for row in database[name].find())


def metrics(stack: Stack) -> str:
    return requests.get(f"{stack.urls['metrics']}/metrics", timeout=SECONDS).text


def hits(canaries: dict[str, str], text: str) -> list[str]:
    lower = text.lower()
    return [name for name, canary in canaries.items() if canary.lower() in lower]
