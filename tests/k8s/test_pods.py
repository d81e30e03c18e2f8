"""What a pod may do, how it starts, how it is judged and how it ends."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from core.adapters.rq_queue import JOB_SECONDS
from core.listing.racks import CARD_BYTES, MOST_CARDS, MOST_HITS_KEPT, MOST_OF_EVERYTHING
from core.settings import Settings
from tests.k8s.conftest import BASE, Base

BARE_PROCESS = 125_000_000
"""What a process of the BFF takes that has answered nothing yet, measured."""
SERVING = ("bff", "admin")
BEATING = ("worker", "relay", "schedule")
DEPLOYED = (*SERVING, *BEATING)
COMPONENTS = (*DEPLOYED, "release")
WITHOUT_A_SHOP = ("advisories",)
PODS = (*COMPONENTS, *WITHOUT_A_SHOP)


@pytest.mark.parametrize("component", PODS)
def test_a_pod_has_no_more_rights_than_the_restricted_profile_gives(base: Base, component: str) -> None:
    pod, container = base.pods[component], base.container(component)

    assert pod["securityContext"] == {
        "runAsNonRoot": True,
        "runAsUser": 10001,
        "runAsGroup": 10001,
        "fsGroup": 10001,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "privileged": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert not {"hostNetwork", "hostPID", "hostIPC", "initContainers"} & pod.keys()
    assert all(volume.keys() <= {"name", "emptyDir", "projected"} for volume in pod["volumes"])
    projected = (volume["projected"]["sources"] for volume in pod["volumes"] if "projected" in volume)
    assert all(source.keys() == {"secret"} for sources in projected for source in sources)


@pytest.mark.parametrize("component", PODS)
def test_a_pod_has_an_account_of_its_own_without_a_token(base: Base, component: str) -> None:
    account = base.of_kind("ServiceAccount")[component]

    assert base.pods[component]["serviceAccountName"] == component
    assert base.pods[component]["automountServiceAccountToken"] is False
    assert account["automountServiceAccountToken"] is False


def test_the_namespace_enforces_the_restricted_profile(base: Base) -> None:
    labels = base.of_kind("Namespace")["quayside"]["metadata"]["labels"]

    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"


@pytest.mark.parametrize("component", PODS)
def test_a_pod_writes_to_bounded_memory_only(base: Base, component: str) -> None:
    volumes = {volume["name"]: volume for volume in base.pods[component]["volumes"]}
    mounts = {mount["mountPath"]: mount for mount in base.container(component)["volumeMounts"]}
    writable = [mount for mount in mounts.values() if not mount.get("readOnly")]

    assert volumes[mounts["/tmp"]["name"]]["emptyDir"] == {"medium": "Memory", "sizeLimit": "64Mi"}
    assert all(volumes[mount["name"]]["emptyDir"]["medium"] == "Memory" for mount in writable)


@pytest.mark.parametrize(
    ("component", "requests", "limits"),
    [
        ("bff", ("250m", "256Mi"), ("1", "2Gi")),
        ("admin", ("100m", "256Mi"), ("500m", "768Mi")),
        ("worker", ("250m", "256Mi"), ("1", "512Mi")),
        ("relay", ("50m", "128Mi"), ("250m", "256Mi")),
        ("schedule", ("50m", "128Mi"), ("250m", "256Mi")),
        ("advisories", ("50m", "128Mi"), ("500m", "256Mi")),
    ],
)
def test_a_pod_asks_for_what_was_planned(
    base: Base, component: str, requests: tuple[str, str], limits: tuple[str, str]
) -> None:
    resources = base.container(component)["resources"]

    assert resources["requests"] == dict(zip(("cpu", "memory"), requests, strict=True))
    assert resources["limits"] == dict(zip(("cpu", "memory"), limits, strict=True))


def test_the_bff_has_room_for_all_that_two_generations_of_its_processes_may_keep(base: Base) -> None:
    kept = (MOST_CARDS + MOST_OF_EVERYTHING + MOST_HITS_KEPT) * CARD_BYTES
    limit = base.container("bff")["resources"]["limits"]["memory"]
    workers = Settings.model_fields["web_workers"].default

    assert 2 * workers * (BARE_PROCESS + kept) < int(limit.removesuffix("Gi")) * 2**30


@pytest.mark.parametrize("component", PODS)
def test_an_image_is_named_by_tag_and_digest_and_never_taken_from_a_node(base: Base, component: str) -> None:
    container = base.container(component)

    name, _, digest = container["image"].partition("@sha256:")
    assert name.startswith("quayside:")
    assert len(digest) == 64
    assert container["imagePullPolicy"] == "Always"


@pytest.mark.parametrize("component", SERVING)
def test_a_server_is_alive_by_livez_and_ready_by_readyz(base: Base, component: str) -> None:
    container = base.container(component)
    alive, ready = {"path": "/livez", "port": "http"}, {"path": "/readyz", "port": "http"}

    assert container["startupProbe"] == {
        "httpGet": alive,
        "periodSeconds": 2,
        "timeoutSeconds": 2,
        "failureThreshold": 30,
    }
    assert container["livenessProbe"] == {
        "httpGet": alive,
        "periodSeconds": 10,
        "timeoutSeconds": 2,
        "failureThreshold": 3,
    }
    assert container["readinessProbe"] == {
        "httpGet": ready,
        "periodSeconds": 5,
        "timeoutSeconds": 2,
        "failureThreshold": 2,
    }


@pytest.mark.parametrize("component", BEATING)
def test_a_process_without_a_port_is_alive_by_its_heartbeat(base: Base, component: str) -> None:
    container = base.container(component)
    starting, living = container["startupProbe"], container["livenessProbe"]

    assert (starting["periodSeconds"], starting["failureThreshold"]) == (5, 12)
    assert (living["periodSeconds"], living["failureThreshold"]) == (20, 3)
    assert starting["exec"] == living["exec"]
    assert "readinessProbe" not in container
    assert {"name": "SHOP_HEARTBEAT_FILE", "value": "/tmp/heartbeat"} in container["env"]


@pytest.mark.parametrize("component", BEATING)
@pytest.mark.parametrize(("age", "alive"), [(0, True), (13, True), (17, False), (None, False)])
def test_a_heartbeat_counts_for_fifteen_seconds(
    base: Base, tmp_path: Path, component: str, age: int | None, *, alive: bool
) -> None:
    heartbeat = tmp_path / "heartbeat"
    if age is not None:
        heartbeat.touch()
        os.utime(heartbeat, times=(time.time() - age,) * 2)

    command = base.container(component)["livenessProbe"]["exec"]["command"]
    environment = {"PATH": os.environ["PATH"], "SHOP_HEARTBEAT_FILE": str(heartbeat)}
    probe = subprocess.run(command, env=environment, check=False, stderr=subprocess.DEVNULL)

    assert (probe.returncode == 0) is alive


@pytest.mark.parametrize(
    ("component", "asleep", "work", "spare"),
    [
        ("bff", 10, 30, 20),
        ("admin", 10, 30, 20),
        ("worker", 0, 60 + 15, 15),
        ("relay", 0, 15, 15),
        ("schedule", 0, 15, 15),
    ],
)
def test_a_pod_is_given_the_time_its_work_needs_to_end(
    base: Base, component: str, asleep: int, work: int, spare: int
) -> None:
    before_stop = base.container(component).get("lifecycle", {}).get("preStop", {"sleep": {"seconds": 0}})

    assert before_stop["sleep"]["seconds"] == asleep
    assert base.pods[component]["terminationGracePeriodSeconds"] == asleep + work + spare


@pytest.mark.parametrize("component", SERVING)
def test_gunicorn_takes_no_longer_to_end_than_its_pod_was_promised(component: str) -> None:
    configuration = (BASE.parents[1] / component / "gunicorn_conf.py").read_text()

    assert re.findall(r"^graceful_timeout = (\d+)$", configuration, re.MULTILINE) == ["30"]


def test_a_worker_is_given_longer_than_any_job_may_take(base: Base) -> None:
    assert base.pods["worker"]["terminationGracePeriodSeconds"] >= JOB_SECONDS + 15 + 15


def test_counters_of_one_pod_are_added_up_in_its_memory(base: Base) -> None:
    container = base.container("bff")
    (folder,) = (item["value"] for item in container["env"] if item["name"] == "PROMETHEUS_MULTIPROC_DIR")

    assert folder in [mount["mountPath"] for mount in container["volumeMounts"]]
