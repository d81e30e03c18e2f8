"""What the cluster keeps about the workloads: how many, where, rolled out how, reached by whom."""

from typing import Any

import pytest
import yaml

from core.adapters import osv_feed
from core.cli.advisories import LATE
from tests.k8s.conftest import BASE, Base
from tests.k8s.test_pods import COMPONENTS, DEPLOYED, SERVING

LABEL = "app.kubernetes.io/component"


def selects(policy: dict[str, Any], component: str) -> bool:
    selector = policy["spec"]["podSelector"]
    named = selector.get("matchLabels", {}).get(LABEL, component) == component
    return named and all(component in one["values"] for one in selector.get("matchExpressions", []))


def rules(base: Base, direction: str, component: str) -> list[dict[str, Any]]:
    policies = base.of_kind("NetworkPolicy").values()
    return [
        rule
        for policy in policies
        if selects(policy, component)
        for rule in policy["spec"].get(direction, [])
    ]


def test_every_file_of_the_base_is_applied(base: Base) -> None:
    assert sorted(base.kustomization["resources"]) == [path.name for path in base.files]


def test_every_resource_is_in_the_shops_namespace(base: Base) -> None:
    assert {
        resource["metadata"].get("namespace")
        for resource in base.resources
        if resource["kind"] != "Namespace"
    } == {"quayside"}


@pytest.mark.parametrize(("component", "least", "most"), [("bff", 3, 12), ("worker", 2, 10)])
def test_what_carries_load_is_scaled_by_cpu(base: Base, component: str, least: int, most: int) -> None:
    autoscaler = base.of_kind("HorizontalPodAutoscaler")[component]["spec"]

    assert (autoscaler["minReplicas"], autoscaler["maxReplicas"]) == (least, most)
    assert autoscaler["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": component}
    assert autoscaler["metrics"][0]["resource"]["target"]["averageUtilization"] == 65
    assert autoscaler["behavior"]["scaleDown"]["stabilizationWindowSeconds"] == 300
    assert "replicas" not in base.of_kind("Deployment")[component]["spec"]


@pytest.mark.parametrize("component", ["admin", "relay", "schedule"])
def test_what_is_not_scaled_runs_twice(base: Base, component: str) -> None:
    assert base.of_kind("Deployment")[component]["spec"]["replicas"] == 2


@pytest.mark.parametrize("component", DEPLOYED)
def test_a_rollout_never_takes_a_pod_before_its_successor_is_ready(base: Base, component: str) -> None:
    deployment = base.of_kind("Deployment")[component]["spec"]

    assert deployment["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    assert deployment["minReadySeconds"] == 10


@pytest.mark.parametrize("component", DEPLOYED)
def test_a_drained_node_takes_one_pod_at_a_time(base: Base, component: str) -> None:
    budget = base.of_kind("PodDisruptionBudget")[component]["spec"]

    assert budget["maxUnavailable"] == 1
    assert budget["selector"] == base.of_kind("Deployment")[component]["spec"]["selector"]


@pytest.mark.parametrize("component", DEPLOYED)
def test_pods_are_spread_over_hosts_strictly_and_over_zones_where_possible(
    base: Base, component: str
) -> None:
    spread = base.pods[component]["topologySpreadConstraints"]

    assert [(one["topologyKey"], one["maxSkew"], one["whenUnsatisfiable"]) for one in spread] == [
        ("kubernetes.io/hostname", 1, "DoNotSchedule"),
        ("topology.kubernetes.io/zone", 1, "ScheduleAnyway"),
    ]
    assert all(one["labelSelector"]["matchLabels"] == {LABEL: component} for one in spread)


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_workload_is_labelled_as_its_selectors_expect(base: Base, component: str) -> None:
    workload = (base.of_kind("Deployment") | base.of_kind("Job"))[component]

    assert workload["spec"]["template"]["metadata"]["labels"][LABEL] == component
    assert workload["spec"].get("selector", {"matchLabels": {LABEL: component}}) == {
        "matchLabels": {LABEL: component}
    }


@pytest.mark.parametrize("component", SERVING)
def test_a_service_offers_the_http_port_and_not_the_metrics(base: Base, component: str) -> None:
    service = base.of_kind("Service")[component]["spec"]

    assert service["selector"] == {LABEL: component}
    assert [port["targetPort"] for port in service["ports"]] == ["http"]


def test_the_release_job_ends_and_does_not_repeat_for_ever(base: Base) -> None:
    job = base.of_kind("Job")["release"]["spec"]

    assert (job["backoffLimit"], job["activeDeadlineSeconds"]) == (3, 1800)
    assert base.pods["release"]["restartPolicy"] == "Never"


def test_holes_are_looked_for_once_a_day_and_what_is_late_is_not_asked_again(base: Base) -> None:
    daily = base.of_kind("CronJob")["advisories"]["spec"]
    job = daily["jobTemplate"]["spec"]
    minute, hour, *every = daily["schedule"].split()

    assert (minute.isdecimal(), hour.isdecimal(), every) == (True, True, ["*", "*", "*"])
    assert (daily["timeZone"], daily["concurrencyPolicy"]) == ("Etc/UTC", "Forbid")
    assert (daily["successfulJobsHistoryLimit"], daily["failedJobsHistoryLimit"]) == (1, 3)
    assert "suspend" not in daily
    assert (job["backoffLimit"], job["activeDeadlineSeconds"]) == (2, 1800)
    assert job["activeDeadlineSeconds"] > (job["backoffLimit"] + 1) * osv_feed.SECONDS
    (rule,) = job["podFailurePolicy"]["rules"]
    told = {"containerName": "advisories", "operator": "In", "values": [LATE]}
    assert rule == {"action": "FailJob", "onExitCodes": told}
    assert job["template"]["metadata"]["labels"][LABEL] == "advisories"
    assert base.pods["advisories"]["restartPolicy"] == "Never"


def test_whoever_looks_for_holes_has_no_secret_and_no_shop(base: Base) -> None:
    pod, container = base.pods["advisories"], base.container("advisories")

    assert pod["volumes"] == [{"name": "tmp", "emptyDir": {"medium": "Memory", "sizeLimit": "64Mi"}}]
    assert container["envFrom"] == [{"configMapRef": {"name": "quayside"}}]
    assert "env" not in container


def test_somebody_is_told_when_a_day_went_by_without_a_good_answer(base: Base) -> None:
    file = BASE.parent / "components" / "alerts" / "alerts.yaml"
    (group,) = yaml.safe_load(file.read_text())["spec"]["groups"]
    late, missing = group["rules"]
    job = base.of_kind("CronJob")["advisories"]["metadata"]
    which = f'namespace="{job["namespace"]}", cronjob="{job["name"]}"'

    assert late["expr"] == (
        f"time() - (kube_cronjob_status_last_successful_time{{{which}}}"
        f" or kube_cronjob_created{{{which}}}) > 26 * 3600"
    )
    assert missing["expr"] == f"absent(kube_cronjob_created{{{which}}})"


def test_what_no_rule_allows_is_denied(base: Base) -> None:
    denial = base.of_kind("NetworkPolicy")["default-deny"]["spec"]

    assert denial == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


@pytest.mark.parametrize(
    ("component", "ports"),
    [
        ("bff", {53, 27017, 6379, 443}),
        ("worker", {53, 27017, 6379, 443, 465, 587}),
        ("admin", {53, 27017, 443}),
        ("relay", {53, 27017, 6379}),
        ("schedule", {53, 27017}),
        ("release", {53, 27017}),
        ("advisories", {53, 443}),
    ],
)
def test_a_pod_reaches_what_it_needs_and_no_more(base: Base, component: str, ports: set[int]) -> None:
    assert {port["port"] for rule in rules(base, "egress", component) for port in rule["ports"]} == ports


@pytest.mark.parametrize("component", ["bff", "admin", "worker", "advisories"])
def test_nobody_reaches_the_addresses_where_clouds_keep_credentials(base: Base, component: str) -> None:
    outside = [
        rule for rule in rules(base, "egress", component) if {"port": 443, "protocol": "TCP"} in rule["ports"]
    ]

    assert [peer["ipBlock"]["except"] for rule in outside for peer in rule["to"]] == [["169.254.0.0/16"]]


@pytest.mark.parametrize(
    ("component", "doors"),
    [
        ("bff", {"http": "quayside/reaches-bff", "metrics": "quayside/reaches-metrics"}),
        ("admin", {"http": "quayside/reaches-admin"}),
        ("worker", {}),
        ("relay", {}),
        ("schedule", {}),
        ("release", {}),
        ("advisories", {}),
    ],
)
def test_a_pod_is_reached_by_the_namespaces_labelled_for_it(
    base: Base, component: str, doors: dict[str, str]
) -> None:
    found = {
        port["port"]: label
        for rule in rules(base, "ingress", component)
        for port in rule["ports"]
        for peer in rule["from"]
        for label in peer["namespaceSelector"]["matchLabels"]
    }

    assert found == doors
