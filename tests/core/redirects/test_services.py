import random
from functools import partial

import pytest

from core.audit.models import AuditRecord
from core.db import transactional
from core.redirects.errors import BadAddress, RedirectLoop, RedirectNotFound
from core.redirects.events import RedirectsChanged
from core.redirects.models import SLUG_CHANGED, STAFF, Redirect
from core.redirects.queries import every_redirect, redirect_for
from core.redirects.services import checked, moved, put_redirect, put_redirects, remove_redirect, reused
from tests import builders as a
from tests.at_once import at_once, refusals

pytestmark = pytest.mark.usefixtures("database")


def table() -> dict[str, str]:
    return {redirect.id: redirect.target for redirect in every_redirect()}


def put(source: str, target: str, *, permanent: bool = True) -> None:
    put_redirect(source, target, permanent, a.STAFF)


class TestMoved:
    def test_the_old_address_leads_to_the_new_one_for_good(self) -> None:
        moved("/product/old", "/product/new")
        found = redirect_for("/product/old")
        assert (found.target, found.permanent, found.reason) == ("/product/new", True, SLUG_CHANGED)
        assert (found.status, found.strict_status) == (301, 308)
        assert a.events(RedirectsChanged) == [RedirectsChanged(["/product/old", "/product/new"])]

    def test_however_often_it_moves_one_step_leads_to_the_end(self) -> None:
        for old, new in (("/a", "/b"), ("/b", "/c"), ("/c", "/d")):
            moved(old, new)
        assert table() == {"/a": "/d", "/b": "/d", "/c": "/d"}

    def test_what_moves_back_leads_in_no_circle(self) -> None:
        moved("/a", "/b")
        moved("/b", "/a")
        assert table() == {"/b": "/a"}

    def test_a_move_to_where_it_is_is_none(self) -> None:
        moved("/a", "/a/")
        assert table() == {}
        assert a.events(RedirectsChanged) == []

    def test_it_is_part_of_the_callers_transaction(self) -> None:
        @transactional
        def rename() -> None:
            moved("/a", "/b")
            raise BadAddress("The new name is no good.", field="slug")

        with pytest.raises(BadAddress):
            rename()
        assert table() == {}
        assert a.announced() == []

    def test_an_address_that_is_used_again_leads_nowhere_else(self) -> None:
        moved("/a", "/b")
        reused("/a/")
        assert table() == {}
        reused("/a")
        assert [event.sources for event in a.events(RedirectsChanged)] == [["/a", "/b"], ["/a"]]

    def test_whatever_moves_nothing_ever_leads_to_what_leads_on(self) -> None:
        dice = random.Random(7)
        for _ in range(120):
            source, target = dice.sample([f"/{letter}" for letter in "abcdef"], 2)
            if dice.random() < 0.5:
                moved(source, target)
            else:
                try:
                    put(source, target)
                except RedirectLoop:
                    continue
            found = table()
            assert not set(found) & set(found.values()), (source, target, found)


class TestStaff:
    def test_a_redirect_is_kept_and_recorded(self) -> None:
        put("/summer/?utm=x", "/collection/summer?sort=new", permanent=False)
        found = redirect_for("/summer")
        assert (found.target, found.reason) == ("/collection/summer?sort=new", STAFF)
        assert (found.status, found.strict_status) == (302, 307)
        (record,) = AuditRecord.objects
        assert (record.actor, record.action, record.target) == (a.STAFF, "put_redirect", "redirect:/summer")
        assert record.facts == {"leads_to": "/collection/summer?sort=new", "permanent": False}
        assert a.events(RedirectsChanged) == [RedirectsChanged(["/summer"])]

    def test_put_again_it_leads_elsewhere(self) -> None:
        put("/summer", "/a")
        put("/summer", "/b")
        assert table() == {"/summer": "/b"}

    def test_a_target_that_leads_on_is_followed(self) -> None:
        put("/b", "https://outlet.example/")
        put("/a", "/b?from=mail")
        assert table() == {"/a": "https://outlet.example/", "/b": "https://outlet.example/"}

    def test_what_led_to_it_is_led_on(self) -> None:
        put("/a", "/b?q=1")
        put("/b", "/c")
        assert table() == {"/a": "/c", "/b": "/c"}

    @pytest.mark.parametrize("target", ["/a", "/a/?again=1", "/%61", "/b", "/c"])
    def test_a_circle_is_refused_however_long_and_changes_nothing(self, target: str) -> None:
        moved("/c", "/b")
        moved("/b", "/a")
        before = table()
        with pytest.raises(RedirectLoop) as refusal:
            put("/a", target)
        assert refusal.value.field == "target"
        assert table() == before
        assert AuditRecord.objects.count() == 0

    def test_two_that_would_make_a_circle_together_cannot_both_be_put(self) -> None:
        put("/first", "/of-all")
        for number in range(8):
            one, other = f"/{number}-one", f"/{number}-other"
            results = at_once([partial(put, one, other), partial(put, other, one)])
            assert [type(refusal) for refusal in refusals(results)] == [RedirectLoop]
        found = table()
        assert not set(found) & set(found.values())

    def test_the_very_first_ones_can_be_put_at_once(self) -> None:
        results = at_once([partial(put, f"/{number}", "/end") for number in range(4)])
        assert refusals(results) == []
        assert len(table()) == 4

    def test_one_that_is_removed_leads_nowhere(self) -> None:
        put("/a", "/b")
        remove_redirect("/a/", a.STAFF)
        with pytest.raises(RedirectNotFound):
            redirect_for("/a")
        record = AuditRecord.objects(action="remove_redirect").get()
        assert (record.target, record.facts) == ("redirect:/a", {"led_to": "/b"})
        assert len(a.events(RedirectsChanged)) == 2

    def test_what_is_not_there_cannot_be_removed(self) -> None:
        with pytest.raises(RedirectNotFound):
            remove_redirect("/a", a.STAFF)
        assert AuditRecord.objects.count() == 0

    def test_many_are_put_together_or_not_at_all(self) -> None:
        wanted = [checked("/a", "/b", permanent=True), checked("/b", "/a", permanent=True)]
        with pytest.raises(RedirectLoop):
            put_redirects(wanted, a.STAFF)
        assert Redirect.objects.count() == 0
        put_redirects(wanted[:1], a.STAFF)
        assert table() == {"/a": "/b"}
        assert AuditRecord.objects.get().facts == {"count": 1, "first": "/a"}
