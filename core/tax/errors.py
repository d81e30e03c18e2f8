from core.errors import Conflict, Unavailable


class TaxProviderAway(Unavailable):
    code = "tax-provider-away"
    title = "The tax service does not answer"


class TaxRefused(Conflict):
    """It answers, but not this question: such an address it does not know."""

    code = "tax-refused"
    title = "The tax service cannot say"
