"""The rest of the map: fields that only look personal, data of staff, and the places outside the database."""

from collections.abc import Mapping

GOODS = "of goods, a shelf, a market or the shop itself"
STAFF = "of whoever works in the console: kept, because it proves who did what"
NOT_PERSONAL: Mapping[str, Mapping[str, str]] = {
    "Allowance": {"_id": STAFF},
    "ApiKey": {"name": "of a machine"},
    "Approval": {"asked_by": STAFF, "decided_by": STAFF},
    "AuditRecord": {"actor": STAFF},
    "BuildTurn": {"holder": "a process"},
    "Capture": {"fault": "what the provider said of the money"},
    "Card": {"name_key": GOODS, "row": GOODS, "body": GOODS},
    "Category": {"name": GOODS},
    "Collection": {"name": GOODS},
    "ContentAsset": {"body": "what the editors have published"},
    "ContentEntry": {"body": "what the editors have published"},
    "Customer": {"email_verified_at": "a time; it goes with the account"},
    "DeliveryRate": {"name": GOODS},
    "Difference": {"detail": "amounts and states"},
    "Dispute": {"reason": "one of the provider's codes"},
    "Erasure": {
        "person": "what it still has to find: gone when it is done, under a seal before that",
    },
    "ExpectedDelivery": {"reference": "a supplier's"},
    "FacetName": {"name": GOODS},
    "Invoice": {"seller": GOODS, "seller_tax_id": GOODS, "lines.name": GOODS},
    "KeptAnswer": {
        "body": "encrypted with the key of the request, which only its sender has; 48 hours",
    },
    "Location": {"name": GOODS},
    "Market": {"name": GOODS},
    "Order": {"lines.name": GOODS},
    "OrderChange": {"lines.name": GOODS},
    "OutboxMessage": {"last_fault": "masked before it is written (`core.masking`)"},
    "Page": {"subject": GOODS, "body": GOODS, "name": GOODS},
    "Product": {"addresses": "of its pages", "name": GOODS},
    "Promotion": {"name": GOODS, "names": GOODS, "limit_per_customer": "a number"},
    "Purge": {"calls.fault": "what a replica of the storefront answered"},
    "Receipt": {"facts": "the provider's names of the payment; they lead nowhere without the body"},
    "Redirect": {"reason": "one of two words"},
    "Replica": {"fault": "what a replica of the storefront answered"},
    "Return": {"lines.reason": "one of a list"},
    "SentMail": {"fault": "what the mail server said, by its number"},
    "SetAside": {"row": "what the editors have published"},
    "StaffMember": {"password": STAFF, "first_password_until": STAFF},
    "StockMove": {"actor": STAFF},
    "TenderMove": {"actor": STAFF},
}
"""By document and field, why it is not a customer's."""

OUTSIDE: Mapping[str, str] = {
    "logs": "are masked (`core.masking`) and name nobody; ids of accounts and orders lead nowhere after an erasure",
    "metrics": "count; their labels are routes, methods and states",
    "Redis": "holds names of jobs and ids of messages, and may be emptied at any moment",
    "payment provider": "an erasure deletes the customer and the kept cards there; payments stay, by its own law",
    "analytics": "is told a pseudonym that our key alone leads back, and no address",
    "mail server": "has delivered what it was given; it keeps its own logs",
    "backups": "are older than an erasure: after a restore it has to be asked for again",
}
"""Where people leave traces besides, and what becomes of them."""
