from mongoengine import Q, QuerySet

from admin.base import StaffView


class Audit(StaffView):
    """Who changed what, and when. Written with the change itself; nobody changes it here."""

    list_template = "audit/list.html"
    sorted_by = ("-at",)
    search_hint = "Staff e-mail, or order:Q-…"

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By a whole actor or target, both indexed; an order's number alone is enough."""
        return query.filter(Q(actor=text.casefold()) | Q(target__in=[text, f"order:{text.upper()}"]))
