from datetime import datetime

from mongoengine import BooleanField, DateTimeField, Document, IntField, StringField

from core.documents import collection

SLUG_CHANGED, STAFF = "slug-changed", "staff"


class Redirect(Document):
    """An address that leads to another one.

    `id` is its path in the one spelling (`spelled`), for all languages: which of them a storefront puts in
    front of it is the storefront's own business. `towards` is the path of `target` in that spelling, None for
    another host: no redirect is ever `towards` the source of another one, so one step always leads to the end.
    """

    id: str = StringField(primary_key=True)
    target: str = StringField(required=True)
    towards: str | None = StringField()
    permanent: bool = BooleanField(required=True, default=True)
    reason: str = StringField(required=True, choices=(SLUG_CHANGED, STAFF))
    created_at: datetime = DateTimeField(required=True)

    meta = collection("redirects", "towards")

    @property
    def status(self) -> int:
        """What HTTP has called it since the beginning; a browser may turn a POST into a GET."""
        return 301 if self.permanent else 302

    @property
    def strict_status(self) -> int:
        """The same in the form that keeps the method (RFC 9110, 15.4.8 and 15.4.9), as Next.js answers it."""
        return 308 if self.permanent else 307


class RedirectBook(Document):
    """How often the redirects have been changed. Whoever changes one counts it up first, so that two changes
    at once cannot make a loop that neither of them sees.
    """

    id: str = StringField(primary_key=True, default="redirects")
    changes: int = IntField(required=True, default=0)

    meta = collection("redirect_book")
