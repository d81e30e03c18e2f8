from bff.addresses.schemas import AddressFormSchema
from tests.bff.asker import Asker, fields_of


def test_a_form_asks_for_what_the_country_writes_in_its_order(asker: Asker) -> None:
    form = asker.get("/v1/addresses/US").get_json()

    assert AddressFormSchema().validate(form) == {}
    names = [field["name"] for field in form["fields"]]
    assert names == ["name", "company", "line1", "line2", "city", "region", "postalCode", "phone"]
    assert {field["name"] for field in form["fields"] if field["required"]} == {
        "name",
        "line1",
        "city",
        "region",
        "postalCode",
    }
    assert {"code": "NV", "name": "Nevada"} in form["regions"]


def test_a_country_that_there_is_not_is_refused_by_name(asker: Asker) -> None:
    for country in ("XX", "ZZ", "us%20", "..", "all", "U"):
        answer = asker.get(f"/v1/addresses/{country}")
        assert answer.status_code in (404, 422), country
        if answer.status_code == 422:
            assert fields_of(answer) == ["country"]
