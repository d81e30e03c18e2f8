from typing import Any

import jsonschema_rs


def test_every_example_is_what_its_schema_says(document: dict[str, Any]) -> None:
    examples = document["components"]["examples"]
    faults = [
        f"{name} at {error.instance_path}: {error.message[:200]}"
        for name, example in examples.items()
        for error in jsonschema_rs.Draft202012Validator(
            {"components": document["components"], "$ref": f"#/components/schemas/{name}"}
        ).iter_errors(example["value"])
    ]

    assert len(examples) > 50
    assert faults == []


def test_an_example_is_of_this_trade_and_not_of_any(document: dict[str, Any]) -> None:
    """Whoever tries a request as it is shown gets as far as names of their own shop would let them."""
    asked = document["components"]["examples"]["Lines"]["value"]
    address = document["components"]["examples"]["CheckoutAddresses"]["value"]["shippingAddress"]

    assert (asked["lines"][0]["sku"], address["name"], address["country"]) == (
        "HARBOUR-MUG-SAND",
        "Ada Byron",
        "US",
    )
