"""Rules of the code that no type checker and no linter knows. Each test names the place that breaks one."""

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mongoengine import Document

import core
import jobs
from core.errors import Conflict, Forbidden, Invalid, NotFound, ShopError, Unavailable
from core.migrations.documents import DOCUMENTS
from core.outbox.events import KNOWN
from jobs.subscribers import SUBSCRIBERS

ROOT = Path(__file__).parents[2]
PACKAGES = ("admin", "bff", "core", "jobs", "dev")
LONGEST_FUNCTION, LONGEST_FILE = 40, 300
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "tools", "base_utils"}
CHANGES = {
    "save",
    "update",
    "delete",
    "modify",
    "insert",
    "update_one",
    "insert_one",
    "upsert_one",
    "delete_one",
}
PRODUCTION = ("admin", "bff", "core", "jobs")

Files = dict[Path, ast.Module]


@pytest.fixture(scope="module")
def files() -> Files:
    """Every Python file of the project's own packages, parsed."""
    return {
        path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"))
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    }


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Every module of the core and the jobs is imported: what they declare is known."""
    for package in (core, jobs):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def within(files: Files, *packages: str) -> Files:
    return {path: tree for path, tree in files.items() if path.parts[0] in packages}


def subclasses(kind: type[Any]) -> set[type[Any]]:
    below = set(kind.__subclasses__())
    return below.union(*(subclasses(child) for child in below)) if below else below


def ours(kinds: set[type[Any]]) -> list[type[Any]]:
    return sorted(
        (kind for kind in kinds if kind.__module__.startswith(("core.", "jobs."))),
        key=lambda kind: kind.__name__,
    )


class TestSize:
    def test_no_function_is_longer_than_a_screen(self, files: Files) -> None:
        long = [
            f"{path}:{function.lineno} {function.name}"
            for path, tree in files.items()
            for function in functions(tree)
            if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
        ]

        assert long == []

    def test_no_file_is_longer_than_can_be_kept_in_mind(self, files: Files) -> None:
        sizes = {str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in files}

        assert {path: size for path, size in sizes.items() if size > LONGEST_FILE} == {}

    def test_no_module_has_a_name_that_says_nothing(self, files: Files) -> None:
        assert [str(path) for path in files if VAGUE & {*path.parts, path.stem}] == []


class TestErrors:
    def test_every_refusal_has_a_code_and_a_title_of_its_own(self) -> None:
        kinds = (NotFound, Conflict, Invalid, Forbidden, Unavailable)
        concrete = [error for error in ours(subclasses(ShopError)) if error not in kinds]
        codes = [error.code for error in concrete] + [Invalid.code]

        assert len(concrete) > 20
        assert sorted(codes) == sorted(set(codes))
        assert all(error.__dict__.get("code") and error.__dict__.get("title") for error in concrete)
        assert all(set(code) <= set("abcdefghijklmnopqrstuvwxyz-") for code in codes)

    def test_every_refusal_is_of_a_kind_that_a_face_knows(self) -> None:
        by_name = {"KeyNotGood", "KeyReused", "NotSignedIn", "StaffNotSignedIn"}
        kinds = (NotFound, Conflict, Invalid, Forbidden, Unavailable)
        strays = {error.__name__ for error in ours(subclasses(ShopError)) if not issubclass(error, kinds)}

        assert strays == by_name, "an error without a kind needs a line of its own in each face"


class TestEvents:
    def test_every_event_has_a_row_on_the_page_of_subscribers(self) -> None:
        abstract = {"WebhookKept", "OrderEvent", "PaymentEvent"}
        events = {name for name, event in KNOWN.items() if event.__module__.startswith(("core.", "jobs."))}

        assert events - abstract == {event.name for event in SUBSCRIBERS}

    def test_an_event_carries_plain_json_and_is_frozen(self) -> None:
        plain = {"str", "int", "bool", "list[str]", str, int, bool, list[str]}
        for event in SUBSCRIBERS:
            fields = event.__dataclass_fields__.values()  # type: ignore[attr-defined]  # each is a dataclass
            assert event.__dataclass_params__.frozen, event  # type: ignore[attr-defined]  # as above
            assert {field.name for field in fields if field.type not in plain} == set(), event.name


class TestDocuments:
    def test_every_document_is_among_those_that_are_indexed_and_backed_up(self) -> None:
        concrete = [kind for kind in ours(subclasses(Document)) if not kind._meta.get("abstract")]

        assert {kind.__name__ for kind in concrete} == {kind.__name__ for kind in DOCUMENTS}

    def test_no_document_makes_its_indexes_by_itself(self) -> None:
        """Inside a transaction MongoDB would refuse them, and before that they would block whoever comes first."""
        assert [kind.__name__ for kind in DOCUMENTS if kind._meta.get("auto_create_index", True)] == []

    def test_no_two_documents_share_a_collection(self) -> None:
        names = [kind._get_collection_name() for kind in DOCUMENTS]

        assert sorted(names) == sorted(set(names))

    def test_documents_refer_to_each_other_by_business_key(self, files: Files) -> None:
        references = {"ReferenceField", "LazyReferenceField", "GenericReferenceField", "CachedReferenceField"}
        strays = [
            f"{path}:{node.lineno}"
            for path, tree in within(files, *PRODUCTION).items()
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and node.id in references
        ]

        assert strays == []


class TestFaces:
    def test_the_console_the_bff_and_the_jobs_change_documents_through_services_alone(
        self, files: Files
    ) -> None:
        strays = [
            f"{path}:{call.lineno} .{call.func.attr}"
            for path, tree in within(files, "admin", "bff", "jobs").items()
            for call in calls(tree)
            if isinstance(call.func, ast.Attribute)
            and call.func.attr in CHANGES
            and _on_documents(call.func.value)
        ]

        assert strays == []

    def test_the_queue_is_asked_in_one_place(self, files: Files) -> None:
        rings = [
            str(path)
            for path, tree in within(files, *PRODUCTION).items()
            for call in calls(tree)
            if isinstance(call.func, ast.Attribute) and call.func.attr == "enqueue"
        ]

        assert set(rings) == {"jobs/relay.py", "core/adapters/rq_queue.py"}


class TestTransactions:
    def test_no_port_is_handed_into_a_transaction(self, files: Files) -> None:
        """A transaction is tried again after a conflict: whatever it calls outside, it would call again."""
        ports = {
            "gateway",
            "gateways",
            "carrier",
            "source",
            "mailer",
            "tracker",
            "storefront",
            "queue",
            "shop",
        }
        strays = [
            f"{path}:{function.lineno} {function.name}"
            for path, tree in within(files, *PRODUCTION).items()
            for function in functions(tree)
            if _wears(function, "transactional") and ports & {_kind_of(arg) for arg in _arguments(function)}
        ]

        assert strays == []

    def test_every_call_of_an_adapter_refuses_to_run_inside_one(self, files: Files) -> None:
        """Reading a webhook and the depth of the queue call nobody; nulls and the rate table stay in the house."""
        at_home = {"read_event", "depth"}
        outside = (
            "careful_fetcher",
            "openid_provider",
            "osv_feed",
            "stripe_gateway",
            "stripe_tax",
            "stripe_vault",
            "contentful_source",
            "nextjs_storefront",
            "segment_tracker",
            "smtp_mailer",
            "rq_queue",
        )
        strays = [
            f"{path}:{function.lineno} {function.name}"
            for path, tree in within(files, "core").items()
            if path.parent.name == "adapters" and path.stem in outside
            for klass in tree.body
            if isinstance(klass, ast.ClassDef) and not klass.name.startswith("_")
            for function in klass.body
            if isinstance(function, ast.FunctionDef)
            and not function.name.startswith("_")
            and function.name not in at_home
            and not _wears(function, "outside_call")
        ]

        assert strays == []


class TestMoney:
    def test_no_float_comes_near_money(self, files: Files) -> None:
        """Prices are whole minor units; only analytics, which counts and charges nobody, turns them into floats."""
        parts = {
            "money.py",
            "pricing",
            "orders",
            "payments",
            "checkout",
            "carts",
            "inventory",
            "shipping",
            "catalog",
        }
        near = {path: tree for path, tree in within(files, "core").items() if parts & {*path.parts}}
        found = [f"{path}:{line}" for path, tree in near.items() for line in _floats(tree)]

        assert [place for place in found if not place.startswith("core/catalog/queries.py")] == []

    def test_the_only_float_of_an_amount_is_the_one_for_counting(self, files: Files) -> None:
        users = [
            str(path)
            for path, tree in within(files, *PRODUCTION).items()
            if any(isinstance(call.func, ast.Name) and call.func.id == "float" for call in calls(tree))
            and "minor" in (ROOT / path).read_text(encoding="utf-8")
        ]

        assert users == []


class TestCareful:
    @pytest.mark.parametrize(
        ("what", "is_it"),
        [
            (
                "pickle",
                lambda node: (
                    isinstance(node, ast.Import) and any(name.name == "pickle" for name in node.names)
                ),
            ),
            ("an unchecked certificate", lambda node: isinstance(node, ast.keyword) and node.arg == "verify"),
            ("print", lambda node: isinstance(node, ast.Name) and node.id == "print"),
            ("the system's own time", lambda node: _is_call_of(node, "datetime", {"now", "utcnow", "today"})),
            ("import *", lambda node: isinstance(node, ast.ImportFrom) and node.names[0].name == "*"),
            ("eval", lambda node: isinstance(node, ast.Name) and node.id in {"eval", "exec"}),
        ],
    )
    def test_production_has_none_of(self, what: str, is_it: Callable[[ast.AST], bool], files: Files) -> None:
        allowed = {"core/clock.py"}
        found = [
            f"{path}:{getattr(node, 'lineno', 0)}"
            for path, tree in within(files, *PRODUCTION).items()
            for node in ast.walk(tree)
            if is_it(node) and str(path) not in allowed
        ]

        assert found == [], what

    def test_connections_are_opened_in_adapters_alone(self, files: Files) -> None:
        """Only there is somebody who has thought of limits, of redirections and of addresses inside the house."""
        lines = {
            "aiohttp",
            "ftplib",
            "http.client",
            "httpx",
            "requests",
            "smtplib",
            "socket",
            "ssl",
            "urllib3",
        }
        strays = [
            f"{path}:{node.lineno}"
            for path, tree in within(files, *PRODUCTION).items()
            if path.parts[:2]
            not in (("core", "adapters"), ("bff", "door"))  # the door takes calls, and makes none
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom) and _imported(node) & {*lines, "urllib.request"}
        ]

        assert strays == []

    def test_every_call_over_http_has_an_end_and_follows_nobody(self, files: Files) -> None:
        strays = [
            f"{path}:{call.lineno}"
            for path, tree in within(files, *PRODUCTION).items()
            for call in calls(tree)
            if _is_call_of(call, "requests", {"get", "post", "put", "request"})
            and {"timeout", "allow_redirects"} - {keyword.arg for keyword in call.keywords}
        ]

        assert strays == []


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    """Every module that it may bring in: `from urllib import request` as well as `import urllib.request`."""
    if isinstance(node, ast.Import):
        return {name.name for name in node.names}
    return {str(node.module), *(f"{node.module}.{name.name}" for name in node.names)}


def _wears(function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> bool:
    return any(isinstance(worn, ast.Name) and worn.id == name for worn in function.decorator_list)


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _kind_of(argument: ast.arg) -> str:
    return ast.unparse(argument.annotation) if argument.annotation else ""


def _on_documents(value: ast.expr) -> bool:
    """Whether the thing before the dot is a query set or a document: `Order.objects…`, `order`, `member`."""
    text = ast.unparse(value)
    plain = {
        "g",
        "context",
        "headers",
        "hash",
        "digest",
        "mac",
        "response.headers",
        "session",
        "extra",
        "names",
        "stale",
    }
    return "objects" in text or (text not in plain and text in DOCUMENT_NAMES)


DOCUMENT_NAMES = {kind.__name__.lower() for kind in DOCUMENTS} | {
    "model",
    "document",
    "row",
    "item",
    "member",
}


def _floats(tree: ast.Module) -> list[int]:
    """Lines that make a float: a literal with a point, a division, `float(…)`, `round(…)`."""
    made = {node.lineno for node in ast.walk(tree) if isinstance(node, ast.expr) and _makes_float(node)}
    return sorted(made - _pauses(tree))


def _makes_float(node: ast.expr) -> bool:
    literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
    division = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not _is_decimal(node)
    made = (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"float", "round"}
    )
    return literal or division or made


def _is_decimal(node: ast.BinOp) -> bool:
    return "Decimal(" in ast.unparse(node)


def _pauses(tree: ast.Module) -> set[int]:
    """Lines of constants that count seconds: time is no money."""
    return {
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and "SECONDS" in ast.unparse(node.targets[0])
    }


def _is_call_of(node: ast.AST, owner: str, names: set[str]) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in names
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == owner
    )
