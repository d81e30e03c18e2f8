from urllib.parse import unquote

import pytest

from core.audit.models import AuditRecord
from core.redirects.models import Redirect
from core.redirects.services import moved, put_redirect
from tests import builders as a
from tests.admin.browser import Browser, seen
from tests.admin.conftest import Seat

pytestmark = pytest.mark.usefixtures("database")

GOOD = {"source": "/product/old-mug/", "target": "/product/new-mug", "kind": "permanent"}


def unquoted(links: list[str]) -> set[str]:
    return {unquote(link) for link in links}


class TestTheList:
    def test_a_row_says_what_leads_where_and_why(self, owner: Browser) -> None:
        moved("/product/old-mug", "/product/new-mug")
        put_redirect("/summer", "https://outlet.example/", False, a.STAFF)
        text = owner.see("/redirects/").text
        assert "/product/old-mug /product/new-mug Yes 301 Slug changed" in text
        assert "/summer https://outlet.example/ For now 302 Staff" in text

    def test_it_is_searched_by_the_beginning_and_narrowed_by_the_reason(self, owner: Browser) -> None:
        moved("/product/old-mug", "/product/new-mug")
        put_redirect("/summer", "/collection/summer", True, a.STAFF)
        for chosen in ({"text": "summ"}, {"text": "/summ"}, {"reason": "staff"}):
            text = owner.find("/redirects/", **chosen).text
            assert "/collection/summer" in text, chosen
            assert "/product/old-mug" not in text, chosen

    def test_whoever_may_only_look_is_offered_no_change(self, seat: Seat) -> None:
        moved("/product/old-mug", "/product/new-mug")
        page = seat("viewer").see("/redirects/")
        assert "/redirects/remove" not in page.forms()
        assert "/redirects/new" not in page.links()


class TestAdding:
    def test_a_redirect_is_put_in_place_and_recorded(self, seat: Seat) -> None:
        browser = seat("catalogue")
        page = browser.follow(browser.send("/redirects/new", **GOOD))
        assert "The redirect is in place." in page.text
        kept = Redirect.objects.get()
        assert (kept.id, kept.target, kept.permanent) == ("/product/old-mug", "/product/new-mug", True)
        record = AuditRecord.objects(action="put_redirect").get()
        (link,) = [link for link in browser.see("/audit/").links() if link.startswith("/redirects/?search=")]
        assert "/product/old-mug /product/new-mug" in browser.see(link).text
        assert (record.actor, record.target) == ("catalogue@quayside.example", "redirect:/product/old-mug")

    def test_it_may_be_for_now_only(self, owner: Browser) -> None:
        owner.send("/redirects/new", **{**GOOD, "kind": "temporary"})
        assert Redirect.objects.get().permanent is False

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("source", "", "Old address: say which path is to lead elsewhere."),
            ("source", "old-mug", "Old address: A path begins with one slash, as in /product/old-mug."),
            ("source", "/" + "x" * 1_000, "Old address: at most 1000 characters."),
            ("target", "", "New address: say where it is to lead."),
            (
                "target",
                "javascript:alert(1)",
                "New address: A target is a path of the shop, or an address with",
            ),
            (
                "target",
                "/product/old-mug?again",
                "New address: '/product/old-mug' would lead back to itself.",
            ),
            ("kind", "maybe", "Not a valid choice"),
        ],
    )
    def test_a_bad_field_is_named_and_nothing_kept(
        self, field: str, value: str, said: str, owner: Browser
    ) -> None:
        answer = owner.send("/redirects/new", **{**GOOD, field: value})
        assert answer.status_code == 422
        assert said in seen(answer).text
        assert Redirect.objects.count() == AuditRecord.objects(action="put_redirect").count() == 0


class TestRemoving:
    def test_a_redirect_is_removed_and_recorded(self, owner: Browser) -> None:
        moved("/product/old-mug", "/product/new-mug")
        page = owner.follow(owner.send("/redirects/remove", source="/product/old-mug"))
        assert "The address leads nowhere any more." in page.text
        assert "Nothing has moved yet" in page.text
        assert Redirect.objects.count() == 0
        assert AuditRecord.objects(action="remove_redirect").get().target == "redirect:/product/old-mug"

    def test_one_that_is_gone_already_is_404(self, owner: Browser) -> None:
        assert owner.send("/redirects/remove", source="/product/old-mug").status_code == 404
        assert owner.send("/redirects/remove").status_code == 404
