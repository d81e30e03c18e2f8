"""What is known of the image that this runs in. It opens no shop: no MongoDB, no Redis and no secret is needed."""

import sys
import traceback
from collections.abc import Iterator, Mapping

import click

from core.cli.main import shop

LATE, NOT_ASKED = 1, 2


@shop.command()
@click.option("--osv", help="Where OSV is asked, if not at its own address; https, or on this machine.")
@click.option("--outgoing-hosts", envvar="SHOP_OUTGOING_HOSTS", default="", hidden=True)
@click.option(
    "--not-ours",
    multiple=True,
    metavar="NAME=REASON",
    help="An advisory that somebody has read and that does not concern this shop. Several may be given.",
)
@click.option("--in-an-image", is_flag=True, help="It has to say when it was built: no age is no answer.")
def advisories(osv: str | None, outgoing_hosts: str, not_ours: tuple[str, ...], *, in_an_image: bool) -> None:
    """Ask OSV about what is installed here, Python and Debian's packages too, and look how old the image is.

    Exit code 0: nothing is older than docs/security.md allows. 1: something is. 2: OSV could not be asked about all
    of it, which is no answer.
    """
    reasons = dict(_reason(one) for one in not_ours)
    sys.exit(_asked(osv, outgoing_hosts, reasons, is_image=in_an_image))


def _reason(given: str) -> tuple[str, str]:
    name, _, reason = (part.strip() for part in given.partition("="))
    if not name or not reason:
        raise click.UsageError(f"--not-ours {given}: it takes a name and a reason, as CVE-2026-1=why.")
    return name, reason


def _asked(osv: str | None, hosts: str, reasons: Mapping[str, str], *, is_image: bool) -> int:
    from core.advisories import CannotAsk

    late = False
    try:
        for line, is_late in _lines(osv, hosts, reasons, is_image=is_image):
            click.echo(line)
            late = late or is_late
    except CannotAsk as trouble:
        click.echo(f"advisories           NOT ASKED  {trouble}", err=True)
        return NOT_ASKED
    except Exception:  # noqa: BLE001  # a fault of ours is no answer; Python would leave with 1, which means late
        traceback.print_exc()
        return NOT_ASKED
    return LATE if late else 0


def _lines(
    osv: str | None, hosts: str, reasons: Mapping[str, str], *, is_image: bool
) -> Iterator[tuple[str, bool]]:
    from core import advisories as rules
    from core import clock
    from core.bootstrap import feed_of_advisories

    now = clock.by_the_system()
    yield rules.age_of_the_image(now, rules.BUILT, is_one=is_image)
    python, packages = rules.python_here(), rules.packages(rules.DPKG)
    if not packages:
        yield (
            "system               not asked  it is no Debian: its packages are held by the image's age alone",
            False,
        )
    here = rules.installed() | packages | ({python} if python else set())
    found = feed_of_advisories(osv, hosts).known(sorted(here))
    yield from rules.told(found, dict.fromkeys(here, (rules.IN_THE_IMAGE,)), now, read=reasons)
    if not found:
        yield f"advisories           ok       none of {len(here)} libraries", False
