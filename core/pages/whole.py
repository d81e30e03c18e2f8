"""Building everything: in parts that any number of processes work on, each killed and gone on with as it likes."""

import time
from collections.abc import Callable, Iterable, Sequence

from core import clock
from core.catalog.models import Category, Collection, Product
from core.content.models import ContentEntry
from core.db import transactional
from core.listing.models import EVERYTHING, Card
from core.listing.services import put_cards
from core.listing.versions import next_version
from core.markets.queries import forget, places
from core.outbox.services import announce, announce_alone
from core.pages.events import BuildPartDue, PagesRebuilt
from core.pages.models import Build, BuildPart, Page
from core.pages.services import BATCH, build_all, wanted_of
from core.pages.wanted import FRAME
from core.storefront.tags import EVERY_PAGE

PARTS = 16
FRAME_PART = "frame"
DOCUMENTS = 300
"""How many cards or pages make a batch: of each product there is one for each market and language."""
BUDGET_SECONDS = 3.0
"""How long a worker builds before it looks whether anything more urgent waits."""
BEHIND_ALL = "\uffff"

Progress = Callable[[int], None]


def begin(*, told: bool = True) -> Build:
    """Plan a build of every card and page. With *told*, the jobs set to work; else whoever calls `work_on` does."""
    bounds = _bounds()
    return _begin(next_version(), bounds, told=told)


def latest() -> Build | None:
    """The build that was begun last, done or not."""
    build: Build | None = Build.objects.order_by("-id").first()
    return build


def done_so_far(build_id: int, phase: str) -> int:
    """How many products that phase has behind it."""
    return int(BuildPart.objects(build=build_id, phase=phase).sum("done"))


def work_on(
    build_id: int, part: str, *, seconds: float = BUDGET_SECONDS, on: Progress = lambda _: None
) -> bool:
    """Build what is left of that part, at most for so long; whether it is done. A newer build takes its place.

    How far it came is written down after each batch: whoever goes on repeats one batch at the most.
    """
    forget()  # a market that was added in another process a moment ago is part of it
    build = latest()
    if build is None or build.id != build_id or part not in build.left:
        return True
    if part == FRAME_PART:
        _build_frame(build_id)
    elif not _build_products(build, BuildPart.objects(id=part).get(), seconds, on):
        return False
    _finish_part(build_id, part)
    return True


def go_on(build_id: int, part: str) -> None:
    """A job's share of a part; the rest of it is another's."""
    if not work_on(build_id, part):
        announce_alone(BuildPartDue(build_id, part))


def _bounds() -> list[str]:
    """The handles that part the catalogue into stretches of about the same size."""
    count = Product.objects.count()
    ordered = Product.objects.order_by("slug").only("slug")
    steps = sorted({count * number // PARTS for number in range(1, PARTS)} - {0})
    return [product.slug for step in steps for product in ordered.skip(step - 1).limit(1)]


@transactional
def _begin(version: int, bounds: Sequence[str], *, told: bool) -> Build:
    names = []
    for number, (first, last) in enumerate(zip(["", *bounds], [*bounds, None], strict=True)):
        for phase in ("cards", "pages"):
            part = BuildPart(
                id=f"{version}-{phase}-{number}", build=version, phase=phase, first=first, last=last
            )
            part.reached = first
            part.save(force_insert=True)
        names.append(f"{version}-cards-{number}")
    BuildPart.objects(build__lt=version).delete()
    build = Build(id=version, phase="cards", left=names, told=told, started_at=clock.now())
    build.save(force_insert=True)
    _tell(build)
    return build


def _build_products(build: Build, part: BuildPart, seconds: float, on: Progress) -> bool:
    end = time.monotonic() + seconds
    reached, done = part.reached or "", part.done
    while handles := _next_handles(reached, part.last):
        _build_batch(build.phase, handles)
        reached, done = handles[-1], done + len(handles)
        BuildPart.objects(id=part.id).update_one(set__reached=reached, set__done=done)
        on(len(handles))
        if time.monotonic() > end:
            return False
    _forget_what_is_gone(build, part)
    return True


def _forget_what_is_gone(build: Build, part: BuildPart) -> None:
    """Cards and pages of this stretch that the build has not touched belong to products that are no more."""
    if build.phase == "cards":
        old = Card.objects(version__lt=build.id, shelves=EVERYTHING, **_stretch("slug", "", part))
        put_cards(old.distinct("slug"))
    else:
        Page.objects(version__lt=build.id, **_stretch("subject", "product:", part)).delete()


def _stretch(field: str, before: str, part: BuildPart) -> dict[str, str]:
    last = (
        {f"{field}__lte": before + part.last}
        if part.last is not None
        else {f"{field}__lt": before + BEHIND_ALL}
    )
    return {f"{field}__gt": before + (part.first or ""), **last}


def _build_batch(phase: str, handles: Sequence[str]) -> None:
    if phase == "cards":
        put_cards(handles)
        return
    _build_pages(f"product:{handle}" for handle in handles)


def _build_pages(subjects: Iterable[str]) -> None:
    pages = wanted_of(subjects)
    for first in range(0, len(pages), BATCH):
        build_all(pages[first : first + BATCH])


def _next_handles(after: str, last: str | None) -> list[str]:
    within = {"slug__gt": after} if last is None else {"slug__gt": after, "slug__lte": last}
    return list(Product.objects(**within).order_by("slug").limit(_batch_size()).scalar("slug"))


def _batch_size() -> int:
    return max(1, DOCUMENTS // max(1, places()))


def _build_frame(build_id: int) -> None:
    """Every page that is not a product's: few, however large the catalogue."""
    subjects = [*FRAME, *(f"category:{slug}" for slug in Category.objects.scalar("slug"))]
    subjects += [f"collection:{slug}" for slug in Collection.objects.scalar("slug")]
    for role, kind in (("page", "content"), ("post", "post")):
        entries = ContentEntry.objects.of_role(role).filter(slug__ne=None).scalar("slug")
        subjects += [f"{kind}:{slug}" for slug in entries]
    _build_pages(subjects)
    Page.objects(version__lt=build_id, kind__ne="product").delete()


@transactional
def _finish_part(build_id: int, part: str) -> None:
    """The last part of a phase begins the next one; the last of all tells the storefront."""
    build = Build.objects(id=build_id, left=part).modify(pull__left=part, new=True)
    if build is None or build.left:
        return
    if build.phase == "cards":
        _begin_pages(build)
    else:
        Build.objects(id=build_id).update_one(set__phase="done", set__done_at=clock.now())
        announce(PagesRebuilt([EVERY_PAGE], build_id))


def _begin_pages(build: Build) -> None:
    build.phase, build.left = (
        "pages",
        [*BuildPart.objects(build=build.id, phase="pages").scalar("id"), FRAME_PART],
    )
    Build.objects(id=build.id).update_one(set__phase=build.phase, set__left=build.left)
    _tell(build)


def _tell(build: Build) -> None:
    for part in build.left if build.told else ():
        announce(BuildPartDue(build.id, part))
