from typing import Any

from bff.contract.links import BODY, LINKS
from tests.bff.contract.test_plugin import Operations


def operations_of(document: dict[str, Any]) -> Operations:
    return {
        f"{method.upper()} {path}": {**operation, "shared": item.get("parameters", [])}
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def test_every_link_leads_to_an_operation_and_to_parameters_that_it_has(document: dict[str, Any]) -> None:
    known = operations_of(document)
    schemes = {one.get("name") for one in document["components"]["securitySchemes"].values()}
    for name, links in LINKS.items():
        assert name in known
        for link in links:
            target = known[link.to]
            taken = {one["name"] for one in [*target.get("parameters", ()), *target["shared"]]} | schemes
            assert {key.rpartition(".")[2] for key in link.values} <= taken, (name, link.to)


def test_every_link_points_at_something_that_the_answer_has(document: dict[str, Any]) -> None:
    known, examples = operations_of(document), document["components"]["examples"]
    for name, links in LINKS.items():
        answer = next(one for status, one in known[name]["responses"].items() if status.startswith("2"))
        shape = answer["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for link in links:
            for pointer in (*link.values.values(), *link.sent.values()):
                assert pointed_at(examples[shape]["value"], pointer), (name, pointer)


def pointed_at(value: Any, pointer: str) -> Any:
    for part in pointer.removeprefix(f"{BODY}/").split("/"):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def test_the_way_from_a_cart_to_its_order_is_linked_all_along(document: dict[str, Any]) -> None:
    steps = [
        ("POST /v1/cart", "POST /v1/cart/lines"),
        ("POST /v1/cart/lines", "PUT /v1/checkout/addresses"),
        ("PUT /v1/checkout/addresses", "PUT /v1/checkout/delivery"),
        ("PUT /v1/checkout/delivery", "POST /v1/checkout/payment"),
        ("POST /v1/checkout/payment", "POST /v1/checkout/place"),
        ("POST /v1/checkout/place", "GET /v1/orders/{number}"),
    ]
    known = operations_of(document)
    for name, to in steps:
        answer = next(one for status, one in known[name]["responses"].items() if status.startswith("2"))
        assert known[to]["operationId"] in answer["links"]
