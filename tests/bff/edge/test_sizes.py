import json

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from bff.edge.sizes import DEEPEST, is_deeper
from tests import builders as a
from tests.bff.asker import Asker, fields_of


def nested(depth: int) -> str:
    return '{"lines":' * (depth - 1) + "[]" + "}" * (depth - 1)


@pytest.mark.parametrize("depth", [DEEPEST + 1, 10_000])
@pytest.mark.parametrize("path", ["/v1/cart", "/v1/auth/login", "/v1/products/MUG/notify"])
def test_what_is_nested_deeper_than_anything_of_ours_is_400(
    path: str, depth: int, client: FlaskClient
) -> None:
    answer = client.post(path, data=nested(depth)[:60_000], content_type="application/json")

    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/bad-request")


def test_what_is_as_deep_as_allowed_is_looked_at(client: FlaskClient) -> None:
    a.markets()

    assert client.post("/v1/cart", data=nested(DEEPEST), content_type="application/json").status_code == 422


@settings(max_examples=50)
@given(
    st.recursive(
        st.none() | st.text() | st.integers(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    )
)
def test_brackets_in_texts_do_not_count(value: object) -> None:
    def depth_of(one: object) -> int:
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else None
        return 0 if inner is None else 1 + max(map(depth_of, inner), default=0)

    data, depth = json.dumps([value, '"[[[[{{\\"']).encode(), depth_of([value])
    assert (is_deeper(data, depth), is_deeper(data, depth - 1)) == (False, True)


def test_no_page_is_larger_than_a_hundred(asker: Asker) -> None:
    asker.register()
    for path in ("/v1/me/orders", "/v1/pages/account/orders"):
        for size in ("101", "1000000000", "0", "-1", "1e9"):
            answer = asker.get(f"{path}?limit={size}")
            assert (answer.status_code, fields_of(answer)) == (422, ["limit"])


def test_a_cart_of_ten_thousand_lines_is_refused_before_it_is_read(asker: Asker) -> None:
    a.markets()
    lines = [{"sku": f"S{number}", "quantity": 1} for number in range(10_000)]
    assert asker.ask("POST", "/v1/cart", {"lines": lines}).status_code == 413
    answer = asker.ask("POST", "/v1/cart", {"lines": lines[:101]})
    assert (answer.status_code, fields_of(answer)) == (422, ["lines"])
    answer = asker.ask("POST", "/v1/cart", {"lines": [{"sku": "S", "quantity": 100}]})
    assert (answer.status_code, fields_of(answer)) == (422, ["lines.0.quantity"])


def test_a_webhook_is_taken_up_to_256_kib_and_is_not_looked_into(client: FlaskClient) -> None:
    for size, status in ((256 * 1024, 400), (256 * 1024 + 1, 413)):
        answer = client.post("/v1/hooks/contentful", data=b"[" * size, content_type="application/json")
        assert (answer.status_code, answer.get_json()["type"] == "/problems/bad-request") == (status, False)
