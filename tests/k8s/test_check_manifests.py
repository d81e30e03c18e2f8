"""Each tool behind `dev.check_manifests` refuses what it is there to refuse."""

import shutil
from pathlib import Path

import pytest

from dev import apart, check_manifests

GOOD = """\
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: bff, namespace: quayside}
spec: {maxUnavailable: 1}
"""
BARE_POD = """\
apiVersion: v1
kind: Pod
metadata: {name: bare, namespace: quayside}
spec:
  containers: [{name: bare, image: "bare:latest", securityContext: {privileged: true}}]
"""


def manifest(folder: Path, text: str) -> Path:
    file = folder / "manifest.yaml"
    file.write_text(text)
    return file


def test_a_right_resource_passes_three_versions_of_kubernetes(tmp_path: Path) -> None:
    verdict = check_manifests.schemas([manifest(tmp_path, GOOD)])

    assert verdict.passed, verdict
    assert len(set(verdict.summary.removeprefix("Kubernetes ").split(", "))) == 3


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("maxUnavailable: 1", "maxUnavailble: 1", "maxUnavailble"),
        ("policy/v1", "policy/v1beta1", "policy/v1beta1"),
        ("apiVersion: policy/v1", "{", "manifest.yaml"),
    ],
    ids=["an unknown field", "an unknown version", "no YAML"],
)
def test_a_wrong_resource_is_refused_by_name(tmp_path: Path, right: str, wrong: str, named: str) -> None:
    verdict = check_manifests.schemas([manifest(tmp_path, GOOD.replace(right, wrong))])

    assert not verdict.passed
    assert named in verdict.findings


def test_nothing_to_validate_is_refused(tmp_path: Path) -> None:
    assert not check_manifests.schemas([manifest(tmp_path, "")]).passed


def test_a_base_image_without_a_tag_is_refused(tmp_path: Path) -> None:
    dockerfile = tmp_path / "Dockerfile"
    dockerfile.write_text("FROM python\n")

    verdict = check_manifests.hadolint(dockerfile)

    assert not verdict.passed
    assert "DL3006" in verdict.findings


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="there is no kubectl here")
def test_a_kustomization_that_cannot_be_rendered_is_refused(tmp_path: Path) -> None:
    base = tmp_path / "k8s" / "base"
    base.mkdir(parents=True)
    (base / "kustomization.yaml").write_text("resources: [missing.yaml]\n")

    verdict, _ = check_manifests.render(tmp_path / "k8s", tmp_path)

    assert not verdict.passed
    assert "missing.yaml" in verdict.findings


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="there is no kubectl here")
def test_a_component_is_rendered_with_the_base(tmp_path: Path) -> None:
    verdict, files = check_manifests.render(check_manifests.MANIFESTS, tmp_path)
    (rendered,) = (file.read_text() for file in files if file.stem == "components-certificates")

    assert verdict.passed
    assert "SHOP_CERTIFICATE_FILE: /run/secrets/quayside/certificate.pem" in rendered
    assert "cert-manager.io" not in rendered


def test_without_kubectl_every_file_of_the_base_is_still_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    verdict, files = check_manifests.render(check_manifests.MANIFESTS, tmp_path)

    assert "skipped" in verdict.summary
    assert {file.name for file in files} >= {"bff.yaml", "network.yaml", "release.yaml"}
    assert "kustomization.yaml" not in {file.name for file in files}


@pytest.mark.skipif(not apart.home("checkov").exists(), reason="`make check` has not installed checkov yet")
def test_a_privileged_pod_is_refused(tmp_path: Path) -> None:
    verdict = check_manifests.checkov([manifest(tmp_path, BARE_POD)])

    assert not verdict.passed
    assert "CKV_K8S_16" in verdict.findings
