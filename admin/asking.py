"""What gives money away is done, or asked for where it takes two people: once for each form either way."""

from collections.abc import Callable

from admin.forms import OnceForm
from admin.identity import actor
from admin.once import ASKED, Done, once
from core.allowances.errors import SecondPersonNeeded
from core.approvals.queries import approval_named
from core.approvals.services import ask, give, tell_log
from core.approvals.wishes import Wish
from core.money import Money


def done_or_asked(form: OnceForm, wish: Wish, then: Callable[[str], str] = str) -> Done:
    """Do it, or ask for a second person, once for each form; *then* makes what is said of what came of it.

    Raises what the wish raises, NotAllowed.
    """
    try:
        return once(form, lambda name: then(give(wish, actor=actor(), name=name)))
    except SecondPersonNeeded as needed:
        return _asked(form, wish, needed.money)


def _asked(form: OnceForm, wish: Wish, money: Money) -> Done:
    done = once(form, lambda name: ASKED + ask(wish, money, actor=actor(), name=name).id)
    if done.asked and not done.before:
        tell_log("approval_asked", approval_named(done.asked), actor())
    return done
