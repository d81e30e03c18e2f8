"""Sign-ins through gunicorn, whose workers share nothing but the database."""

from tests.at_once import answers, at_once, refusals
from tests.battery.crowd import Answer, Buyer
from tests.battery.house import Bff

ACCOUNT = {"email": "ida@example.com", "password": "correct horse battery"}
MANY = 20


def test_of_twenty_refreshes_at_once_all_get_one_successor(bff: Bff) -> None:
    buyer = Buyer(bff.url)
    token = buyer.do("POST", "/v1/auth/register", {**ACCOUNT, "name": "Ida"})["refreshToken"]

    def refresh() -> Answer:
        return buyer.ask("POST", "/v1/auth/refresh", {"refreshToken": token})

    results = at_once([refresh] * MANY)
    assert refusals(results) == []
    assert {answer.status for answer in answers(results)} == {200}
    assert len({answer.body["refreshToken"] for answer in answers(results)}) == 1


def test_a_sign_in_that_was_ended_is_dead_in_every_worker(bff: Bff) -> None:
    buyer = Buyer(bff.url)
    signed_in = buyer.do("POST", "/v1/auth/register", {**ACCOUNT, "name": "Ida"})
    buyer.access = signed_in["accessToken"]

    def look() -> int:
        return buyer.ask("GET", "/v1/me").status

    assert set(at_once([look] * MANY)) == {200}
    buyer.do("POST", "/v1/auth/logout", {"refreshToken": signed_in["refreshToken"]})
    assert set(at_once([look] * MANY)) == {401}
