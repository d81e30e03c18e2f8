import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dev.folders import ROOT
from dev.plan import plan_trial
from dev.stack import Stack
from tests.e2e.receiver import Receiver, receiver

CONTRACTS = ROOT.parent / "shared" / "contracts"
SECRET = "the-revalidation-secret-of-the-end-to-end-test"

Shop = Callable[..., str]


@pytest.fixture(scope="session")
def outside() -> Iterator[Receiver]:
    """The storefront and the analytics service: they keep what they are sent."""
    with receiver() as keeper:
        yield keeper


@pytest.fixture(scope="session")
def stack(outside: Receiver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole shop, as `make run` starts it, on free ports and in a folder of its own."""
    plan = plan_trial(
        tmp_path_factory.mktemp("stack"),
        contracts=CONTRACTS if CONTRACTS.is_dir() else None,
        SHOP_STOREFRONT_URL=outside.url,
        SHOP_REVALIDATE_SECRET=SECRET,
        SHOP_SEGMENT_WRITE_KEY="write-key",
        SHOP_SEGMENT_API_BASE=outside.url,
        SHOP_LOG_FORMAT="json",
    )
    with Stack(plan) as running:
        yield running


@pytest.fixture(scope="session")
def shop_command(stack: Stack) -> Shop:
    """`shop_command("invariants", "check")`: what that command prints; it must succeed."""

    def run(*words: str, env: dict[str, str] | None = None) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "core.cli", *words],
            env={**os.environ, **stack.plan.env, **(env or {})},
            cwd=Path(ROOT),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
