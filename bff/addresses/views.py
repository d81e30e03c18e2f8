from typing import Any

from flask.views import MethodView
from pydantic.alias_generators import to_camel

from bff.addresses.schemas import AddressFormSchema
from bff.blueprints import Blueprint
from core.address_rules import AddressForm, form_of

blueprint = Blueprint(
    "address-forms", __name__, url_prefix="/v1/addresses", description="What an address has"
)
A_DAY = "public, max-age=86400"


@blueprint.route("/<country>")
class AddressFormView(MethodView):
    @blueprint.response(200, AddressFormSchema)
    def get(self, country: str) -> tuple[dict[str, Any], int, dict[str, str]]:
        """What to ask for in a form for an address in that country (ISO 3166-1 alpha-2)."""
        return form_shape(form_of(country)), 200, {"Cache-Control": A_DAY}


def form_shape(form: AddressForm) -> dict[str, Any]:
    return {
        "country": form.country,
        "fields_": [{"name": to_camel(name), "required": name in form.required} for name in form.fields],
        "region_word": form.region_word,
        "postal_code_word": form.postal_code_word,
        "postal_code_examples": form.postal_code_examples,
        "regions": form.regions,
    }
