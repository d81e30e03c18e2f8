"""The manifests of k8s/base as Python sees them: no kubectl, nothing rendered."""

from pathlib import Path
from typing import Any

import pytest
import yaml

BASE = Path(__file__).resolve().parents[2] / "k8s" / "base"

Resource = dict[str, Any]


class Base:
    """Every resource of the base; a component is a workload by its label."""

    def __init__(self) -> None:
        self.files = sorted(path for path in BASE.glob("*.yaml") if path.name != "kustomization.yaml")
        self.resources: list[Resource] = [
            resource for path in self.files for resource in yaml.safe_load_all(path.read_text())
        ]
        self.kustomization: Resource = yaml.safe_load((BASE / "kustomization.yaml").read_text())

    def of_kind(self, kind: str) -> dict[str, Resource]:
        return {item["metadata"]["name"]: item for item in self.resources if item["kind"] == kind}

    @property
    def pods(self) -> dict[str, Resource]:
        """The pod's spec of each workload, by component."""
        daily = {name: job["spec"]["jobTemplate"] for name, job in self.of_kind("CronJob").items()}
        workloads = self.of_kind("Deployment") | self.of_kind("Job") | daily
        return {name: workload["spec"]["template"]["spec"] for name, workload in workloads.items()}

    def container(self, component: str) -> Resource:
        (container,) = self.pods[component]["containers"]
        return dict(container)

    def secrets_of(self, component: str) -> dict[str, list[dict[str, str]]]:
        """What a pod finds in its folder of secrets, by the Secret it is from."""
        (volume,) = (volume for volume in self.pods[component]["volumes"] if volume["name"] == "secrets")
        sources = [source["secret"] for source in volume["projected"]["sources"]]
        assert all(source["optional"] for source in sources)
        return {source["name"]: source["items"] for source in sources}

    @property
    def settings(self) -> dict[str, str]:
        """What every process is told by the ConfigMap."""
        (generated,) = self.kustomization["configMapGenerator"]
        return dict(literal.split("=", 1) for literal in generated["literals"])


@pytest.fixture(scope="session")
def base() -> Base:
    return Base()
