"""What attackers put where a value is expected. MARK makes an operator that got through visible on the wire."""

from typing import Any

MARK = "zz-of-the-attacker"

ANY_OTHER = {"$ne": MARK}
"""The shortest that would be seen on the wire: tried in every place, whatever else is."""
OPERATORS: list[Any] = [
    {"$ne": None},
    {"$gt": ""},
    {"$gt": MARK},
    {"$gte": MARK},
    {"$lt": "~"},
    {"$in": [MARK]},
    {"$nin": []},
    {"$nin": [MARK]},
    {"$exists": True},
    {"$regex": ".*"},
    {"$regex": "^(a+)+$", "$options": "s"},
    {"$where": "sleep(2000)"},
    {"$where": f"function() {{ sleep(2000); return '{MARK}' }}"},
    {"$expr": {"$eq": [1, 1]}},
    {"$or": [{}, {"a": MARK}]},
    {"$and": [{}]},
    {"$nor": [{"a": MARK}]},
    {"$not": {"$eq": MARK}},
    {"$type": "string"},
    {"$size": 0},
    {"$all": []},
    {"$elemMatch": {}},
    {"$function": {"body": "function() { return true }", "args": [], "lang": "js"}},
    {"$jsonSchema": {}},
    {"$set": {"price": 0}},
    {"$inc": {"version": 1_000}},
    {"$unset": {"password": ""}},
    {"$ref": "customers", "$id": "1"},
    {"$oid": "507f1f77bcf86cd799439011"},  # pragma: allowlist secret
    {"$date": "2026-11-27"},
    {"$numberLong": "9"},
    {"__raw__": {"$ne": MARK}},
    {"field__ne": MARK},
    {"__proto__": {"isStaff": True}},
    {"constructor": {"prototype": {"isStaff": True}}},
    {"a.b": MARK},
    {"_id": {"$ne": MARK}},
    {"": MARK},
]
ARRAYS: list[Any] = [
    [],
    [None],
    [MARK],
    [[MARK]],
    [{"$ne": MARK}],
    [1] * 1_000,
    {"0": MARK},
]
TEXTS: list[Any] = [
    "' || '1'=='1",
    "'; return true; //",
    "' OR 1=1 --",
    "$where",
    "field__ne",
    "__raw__",
    "__proto__",
    '{"$ne": null}',
    '{"$where": "sleep(2000)"}',
    "price__gt",
    "-price",
    "$natural",
    "a" * 5_000,
    "(a+)+$" * 833,
    ".*" * 2_500,
    "\\" * 5_000,
    "\x00",
    "x\x00y",
    "\ud800",
    "x\udfff y",
    "\u202e\u2066",
    "\ufeff",
    "../../etc/passwd",
    "%00%2e%2e%2f",
    "{{7*7}}",
    "${7*7}",
    "%s%s%n",
    "$(sleep 2)",
    "; sleep 2",
    "<script>alert(1)</script>",
    "x\r\nSet-Cookie: a=b",
    "\U0001f648" * 500,
    "İıſ\ufdfa",
    "٣",
    "NaN",
    "1e309",
    "null",
    "",
    " ",
]
NUMBERS: list[Any] = [
    None,
    True,
    False,
    -1,
    0,
    1.5,
    2**31,
    2**53 + 1,
    2**63,
    2**64,
    10**400,
    1e308,
    float("nan"),
    float("inf"),
]


def nested(levels: int, *, objects: bool = False) -> Any:
    """So many arrays, or objects, in each other."""
    found: Any = MARK
    for _ in range(levels):
        found = {"a": found} if objects else [found]
    return found


DEEP = [nested(60), nested(300), nested(60, objects=True), nested(300, objects=True)]
EVERYTHING: list[Any] = [*OPERATORS, *ARRAYS, *TEXTS, *NUMBERS, *DEEP]

EXTRA: list[tuple[str, Any]] = [
    ("role", "owner"),
    ("is_staff", True),
    ("isStaff", True),
    ("price", 1),
    ("unitMinor", 1),
    ("status", "paid"),
    ("user_id", "1"),
    ("userId", "1"),
    ("customerId", "1"),
    ("customer_id", "1"),
    ("_id", "1"),
    ("_cls", "Customer"),
    ("_version", 9),
    ("createdAt", "2026-01-01T00:00:00Z"),
    ("emailVerifiedAt", "2026-01-01T00:00:00Z"),
    ("passwordHash", "x"),
    ("$set", {"price": 1}),
    ("$where", "sleep(2000)"),
    ("a.b", 1),
    ("__proto__", {"isStaff": True}),
    ("constructor", {"prototype": {"isStaff": True}}),
    ("__raw__", {"$set": {"price": 1}}),
    ("__class__", "x"),
    ("", "x"),
    ("set__price", 1),
    ("\x00", 1),
]
"""Fields that no schema has, each with what somebody might hope to achieve by it."""
RANDOM = [f"x{number * 7_919 % 100_003:05d}" for number in range(200)]
