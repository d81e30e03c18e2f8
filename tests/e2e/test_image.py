"""The first four steps of the path, with the BFF served from the container image."""

import os
import shutil
import subprocess

import pytest

from dev.folders import ROOT
from dev.plan import plan_trial
from dev.stack import Stack
from tests.e2e.receiver import Receiver
from tests.e2e.shopper import Shopper
from tests.e2e.test_from_shelf_to_door import (
    a_guest_pays_through_stripe,
    the_sample_shop_is_there,
    the_shop_has_done_its_part,
)

IMAGE = "quayside:dev"
TOOLS = ("buildah", "debootstrap", "unshare")
BUILD_SECONDS = 900

pytestmark = [
    pytest.mark.image,
    pytest.mark.timeout(BUILD_SECONDS + 300),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can build and unpack images here"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs Debian's {', '.join(TOOLS)}"),
]


def test_the_image_serves_the_path_to_a_paid_order(
    outside: Receiver, tmp_path_factory: pytest.TempPathFactory
) -> None:
    subprocess.run([ROOT / "dev" / "image" / "build", IMAGE], check=True, timeout=BUILD_SECONDS)
    plan = plan_trial(
        tmp_path_factory.mktemp("image"),
        image=IMAGE,
        SHOP_SEGMENT_WRITE_KEY="write-key",
        SHOP_SEGMENT_API_BASE=outside.url,
    )
    with Stack(plan) as stack:
        guest = Shopper(stack.urls["bff"])
        the_sample_shop_is_there(guest)
        number = a_guest_pays_through_stripe(guest, stack)
        the_shop_has_done_its_part(number, guest, stack, outside)
