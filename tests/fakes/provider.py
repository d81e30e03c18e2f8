from dataclasses import dataclass, field

from core.customers.errors import ErrandNotGood
from core.customers.ports import Errand, Identity

ISSUER = "https://provider.example"


@dataclass
class FakeProvider:
    """Sends whoever sets out straight back; `people` says who brings which code."""

    name: str = "local"
    label: str = "Local"
    people: dict[str, Identity] = field(default_factory=dict)
    seen: list[Errand] = field(default_factory=list)

    def address(self, errand: Errand, *, fresh: bool = False) -> str:  # noqa: ARG002  # it knows no old sign-in
        self.seen.append(errand)
        return f"{ISSUER}/authorize?state={errand.state}"

    def identity(self, code: str, errand: Errand, *, issuer: str | None) -> Identity:
        if code not in self.people or errand not in self.seen or issuer not in (None, ISSUER):
            raise ErrandNotGood
        return self.people[code]


def somebody(
    subject: str = "sub-ada",
    email: str | None = "ada@example.com",
    *,
    vouched: bool = True,
    name: str | None = "Ada Byron",
    issuer: str = ISSUER,
) -> Identity:
    """Who somebody is at the provider, who vouches for the address unless told otherwise."""
    return Identity("local", issuer, subject, email, vouched, name)
