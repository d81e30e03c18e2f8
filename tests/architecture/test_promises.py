"""The numbers that the security page promises are those of the code."""

import re
from pathlib import Path

from admin.identity import IDLE, WHOLE
from core.customers.fresh import FRESH
from core.customers.queries import MOST_SESSIONS
from core.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "security.md").read_text()
HOUR, MINUTE = 3_600, 60


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_sessions_last_as_long_as_the_page_says_and_it_says_why() -> None:
    told = section("Sessions")
    idle, whole = (round(one.total_seconds()) for one in (IDLE, WHOLE))

    assert f"| staff, cookie of the console | {idle // MINUTE} min | {whole // HOUR} h |" in told
    for name in ("refresh_idle_days", "refresh_token_days", "access_token_seconds"):
        assert f"`SHOP_{name.upper()}` ({Settings.model_fields[name].default})" in told
    assert f"| {MOST_SESSIONS}, then the one" in told
    assert "SP 800-63B" in told
    assert (idle <= HOUR, whole <= 24 * HOUR) == (True, True), "AAL2 of SP 800-63B-4"
    assert Settings.model_fields["refresh_token_days"].default <= 30, "AAL1 of SP 800-63B-4"
    assert FRESH.total_seconds() == 10 * MINUTE
    assert "not with the provider's own" in told


def test_the_page_says_how_soon_a_hole_is_mended_the_worse_the_sooner() -> None:
    rows = re.findall(r"^\| (.+?) \| (\d+) days \|$", section("Libraries"), re.MULTILINE)
    severities = [severity.split()[0].strip(",") for severity, _ in rows]
    days = [int(number) for _, number in rows]

    assert severities == ["it", "critical", "high", "medium", "low"]
    assert days == sorted(days)
    assert "at least every 90 days" in section("Libraries")
