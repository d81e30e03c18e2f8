"""In every list of the document a cursor that is none of that list's is refused in one way, and is named."""

from tests.fuzz.conftest import Ground
from tests.fuzz.ground import Place, requests_of

AFTER = Place("query", "after")
NONE = ("", " ", "0", "null", "Q-NONE", "from-elsewhere", "MUG-SAND", "@", "%F0%9F", "é", "\x00", "$where")


def test_what_is_no_cursor_of_a_list_is_refused_in_one_way(ground: Ground) -> None:
    lists = [request for request in requests_of(ground.known) if AFTER in request.places()]
    others = {request.query[AFTER.name] for request in lists}
    answers = {
        (request.operation, cursor): request.having(AFTER, cursor).sent_by(ground.client)
        for request in lists
        for cursor in {*NONE, *others} - {request.query[AFTER.name]}
    }
    told = {
        asked: (answer.status_code, said["type"], said["errors"][0]["field"])
        for asked, answer in answers.items()
        for said in [answer.get_json()]
    }

    assert len(lists) >= 8
    assert {asked: one for asked, one in told.items() if one != (422, "/problems/bad-cursor", "after")} == {}
