"""Checks what ships the shop, offline: the Dockerfile and the manifests under k8s/.

Prints one line a tool, and under it what the tool found. The exit code is 1 when one of them refuses.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from kubernetes_validate.utils import all_versions, major_minor

from dev import apart
from dev.apart import run
from dev.folders import ROOT

DOCKERFILE = ROOT / "Dockerfile"
MANIFESTS = ROOT / "k8s"
OF_OPERATORS = ("apiVersion: cert-manager.io/", "apiVersion: monitoring.coreos.com/")
SCHEMA_VERSIONS = 3
"""The newest Kubernetes and the two before it: what its project itself supports."""


@dataclass(frozen=True)
class Verdict:
    tool: str
    passed: bool
    summary: str
    findings: str = ""

    def __str__(self) -> str:
        line = f"{self.tool:<20} {'ok' if self.passed else 'REFUSED':<8} {self.summary}"
        return line if self.passed else f"{line}\n{self.findings.strip()}"


def main() -> int:
    with TemporaryDirectory() as folder, ThreadPoolExecutor(max_workers=2) as pool:
        kustomize, manifests = render(MANIFESTS, Path(folder))
        checks = (
            partial(schemas, manifests),
            partial(hadolint, DOCKERFILE),
            partial(checkov, [DOCKERFILE, *manifests]),
        )
        verdicts = [kustomize, *pool.map(lambda check: check(), checks)]
    for verdict in verdicts:
        print(verdict)
    return 0 if all(verdict.passed for verdict in verdicts) else 1


def render(manifests: Path, folder: Path) -> tuple[Verdict, list[Path]]:
    """Write every kustomization as the cluster would get it into *folder*; the files written.

    Without kubectl the base's own files stand for them, unpatched.
    """
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        files = sorted(set((manifests / "base").glob("*.yaml")) - set(manifests.rglob("kustomization.yaml")))
        summary = "skipped: there is no kubectl, so the files of the base are checked one by one"
        return Verdict("kustomize", passed=True, summary=summary), files
    files, findings = [], ""
    for path in sorted(manifests.rglob("kustomization.yaml")):
        name = "-".join(path.parent.relative_to(manifests).parts)
        is_part = "kind: Component" in path.read_text()
        root = _with_base(path.parent, manifests, folder / f"with-{name}") if is_part else path.parent
        result = run(kubectl, "kustomize", str(root))
        files.append(folder / f"{name}.yaml")
        files[-1].write_text(_of_kubernetes(result.stdout))
        findings += result.stderr
    summary = ", ".join(file.stem for file in files)
    return Verdict("kustomize", passed=not findings, summary=summary, findings=findings), files


def _with_base(component: Path, manifests: Path, root: Path) -> Path:
    """An overlay of the base and that component, which is nothing by itself."""
    root.mkdir()
    base, part = (os.path.relpath(folder, root) for folder in (manifests / "base", component))
    (root / "kustomization.yaml").write_text(f"resources: [{base}]\ncomponents: [{part}]\n")
    return root


def _of_kubernetes(rendered: str) -> str:
    """Without the resources of operators, whose schemas Kubernetes does not have."""
    resources = rendered.split("\n---\n")
    return "\n---\n".join(one for one in resources if not one.startswith(OF_OPERATORS))


def schemas(manifests: Sequence[Path]) -> Verdict:
    """Every resource is what Kubernetes knows; a kind or an API version it does not know is refused too."""
    versions = list(dict.fromkeys(all_versions()))[-SCHEMA_VERSIONS:]
    findings = [finding for version in versions for finding in _schema_findings(version, manifests)]
    summary = "Kubernetes " + ", ".join(major_minor(version) for version in versions)
    return Verdict("kubernetes-validate", passed=not findings, summary=summary, findings="\n".join(findings))


def _schema_findings(version: str, manifests: Sequence[Path]) -> list[str]:
    options = ("-m", "kubernetes_validate", "--strict", "-k", version)
    result = run(sys.executable, *options, *map(str, manifests))
    lines = (result.stdout + result.stderr).splitlines()
    findings = [line for line in lines if not line.startswith("INFO ")]
    if not findings and (result.returncode or not lines):
        findings = [f"kubernetes-validate -k {version} judged nothing (exit code {result.returncode})"]
    return findings


def hadolint(dockerfile: Path) -> Verdict:
    result = run(str(Path(sys.executable).with_name("hadolint")), "--no-color", str(dockerfile))
    return Verdict(
        "hadolint",
        passed=result.returncode == 0,
        summary=dockerfile.name,
        findings=result.stdout + result.stderr,
    )


def checkov(files: Sequence[Path]) -> Verdict:
    try:
        program = apart.program("checkov")
    except subprocess.CalledProcessError as error:
        return Verdict("checkov", passed=False, summary="could not be installed", findings=error.stderr)
    options = ("--skip-download", "--framework", "kubernetes", "dockerfile", "--compact", "--quiet")
    result = run(str(program), *options, *(word for file in files for word in ("-f", str(file))))
    passed, failed, skipped = (_total(kind, result.stdout) for kind in ("Passed", "Failed", "Skipped"))
    summary = f"{passed} passed, {failed} failed, {skipped} skipped with a reason"
    # A scan that saw nothing fails nothing either.
    good = result.returncode == 0 and failed == 0 and passed > 0
    return Verdict("checkov", passed=good, summary=summary, findings=result.stdout + result.stderr)


def _total(kind: str, report: str) -> int:
    return sum(int(count) for count in re.findall(rf"{kind} checks: (\d+)", report))


if __name__ == "__main__":
    sys.exit(main())
