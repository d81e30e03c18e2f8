"""Checks 34 to 46, 53, 54, 59 and 60: who may do what, what a request passes through, and what stands nowhere."""

from tests.battery.mutants.mutant import Mutant

FORGED = "tests/bff/accounts/test_forgeries.py::test_a_token_that_is_not_ours_is_401"
ACCOUNTS = "tests/battery/test_accounts.py"
ENDED = f"{ACCOUNTS}::test_what_is_ended_is_over_in_every_worker"
LATE = f"{ACCOUNTS}::test_a_token_that_comes_back_late_ends_its_sign_in_in_every_worker_and_its_owner_is_told"
PRETENDED = "tests/bff/test_admission.py::test_whoever_shows_nothing_is_refused_whatever_they_pretend"
NO_ROW = "tests/bff/test_admission.py::test_an_operation_without_a_row_does_not_start_and_is_not_answered"
SIGN_IN = "tests/bff/edge/test_sign_in.py"
CROSS_SITE = "tests/bff/accounts/test_cross_site.py::TestOtherSites"
LINKS = "tests/core/customers/test_proofs.py::TestResetPassword"
FETCHER = "tests/core/adapters/test_careful_fetcher.py"
LIVING = "    row = read_by_id(Session._get_collection_name(), session_id, LIVING)\n"
REMEMBERED = """\
    known = is_live.__dict__.setdefault("known", {})
    row = known.get(session_id) or read_by_id(Session._get_collection_name(), session_id, LIVING)
    known[session_id] = row
"""
ELSEWHERE = """\
    if any(address in network for network in LEADS_ELSEWHERE if network.version == address.version):
        return False
"""

ACCESS = (
    Mutant(
        34,
        "more algorithms than one",
        "bff/identity.py",
        "JWT_DECODE_ALGORITHMS=[ALGORITHM]",
        'JWT_DECODE_ALGORITHMS=["HS256", "HS384", "HS512"]',
        FORGED,
    ),
    Mutant(
        34,
        "tokens for others taken for ours",
        "bff/identity.py",
        "JWT_DECODE_AUDIENCE=AUDIENCE",
        'JWT_DECODE_AUDIENCE=[AUDIENCE, "admin"]',
        FORGED,
    ),
    Mutant(
        34,
        "headers that bring a key of their own",
        "bff/identity.py",
        'if key is None or set(headers) != HEADER_FIELDS or headers["typ"] != KIND:',
        'if key is None or headers.get("typ") != KIND:',
        FORGED,
    ),
    Mutant(
        34,
        "a token in several spellings",
        "bff/identity.py",
        "(len(token) > LONGEST_TOKEN or not FORM.fullmatch(token))",
        "len(token) > LONGEST_TOKEN",
        FORGED,
    ),
    Mutant(
        34,
        "a sign-in that nobody looks for",
        "bff/identity.py",
        "if not is_live(who.session_id, who.customer_id):",
        "if not who.session_id:",
        FORGED,
    ),
    Mutant(
        35,
        "a late token taken for a lost answer",
        "core/customers/sessions.py",
        "if now - (kept.used_at or now) > GRACE:",
        "if now - (kept.used_at or now) > GRACE * 1_000:",
        LATE,
    ),
    Mutant(
        35,
        "a successor of its own for each who asks",
        "core/customers/sessions.py",
        '{"$ifNull": ["$salt", secrets.token_hex(16)]}',
        "secrets.token_hex(16)",
        f"{ACCOUNTS}::test_of_twenty_refreshes_at_once_all_get_one_successor",
    ),
    Mutant(
        35,
        "a theft that ends the token and not the sign-in",
        "core/customers/sessions.py",
        "    session = Session.objects(id=kept.family).first()\n    _end(kept.family)",
        "    session = Session.objects(id=kept.family).first()\n"
        "    RefreshToken.objects(family=kept.family).delete()",
        LATE,
    ),
    Mutant(36, "a sign-in that a process remembers", "core/customers/queries.py", LIVING, REMEMBERED, ENDED),
    Mutant(
        36,
        "a sign-out everywhere that ends refresh tokens alone",
        "core/customers/sessions.py",
        "    Session.objects(customer_id=customer_id).delete()\n",
        "",
        ENDED,
    ),
    Mutant(
        36,
        "a mailed link that outlives a new password",
        "core/customers/proofs.py",
        "    sign_out_everywhere(customer_id)\n    void_links(customer_id)\n",
        "    sign_out_everywhere(customer_id)\n",
        ENDED,
    ),
    Mutant(
        37,
        "a wish list that is found by its name alone",
        "core/wishlists/queries.py",
        "WishList.objects(id=list_id, customer_id=customer_id)",
        "WishList.objects(id=list_id)",
        "tests/fuzz/test_hers.py::test_her_names_open_nothing_to_anybody_else",
    ),
    Mutant(
        38,
        "a method that a header says",
        "bff/admission.py",
        "_called(SAME_AS.get(request.method, request.method), request.url_rule.rule)",
        '_called(request.headers.get("X-HTTP-Method-Override", request.method), request.url_rule.rule)',
        PRETENDED,
    ),
    Mutant(
        38,
        "an operation let in that has no row",
        "bff/admission.py",
        "    if rule is None:\n        abort(403)",
        "    if rule is None:\n        return",
        NO_ROW,
    ),
    Mutant(
        39,
        "a start without a look for missing rows",
        "bff/app.py",
        "    admission.see_that_all_have_rules(app)\n",
        "",
        "tests/bff/test_admission.py::test_the_bff_is_not_made_while_one_has_none",
    ),
    Mutant(
        39,
        "a role that may do what is another's",
        "core/staff/models.py",
        "return self.active and what in MAY.get(self.role, frozenset())",
        'return self.active and (what in MAY.get(self.role, frozenset()) or what == "stock")',
        "tests/admin/test_access.py::test_a_command_takes_the_role_for_it",
    ),
    Mutant(
        40,
        "unknown fields that are left out in silence",
        "bff/schemas.py",
        "    taken_whole = False\n",
        "    class Meta:\n        unknown = EXCLUDE\n\n    taken_whole = False\n",
        "tests/fuzz/test_writable.py::test_no_schema_takes_a_field_that_it_does_not_have",
    ),
    Mutant(
        41,
        "objects taken for text",
        "bff/schemas.py",
        "        text = super()._deserialize(value, attr, data, **kwargs)\n",
        "        taken = isinstance(value, dict)\n"
        "        text = value if taken else super()._deserialize(value, attr, data, **kwargs)\n",
        "tests/fuzz/test_injections.py::test_no_injection_is_a_fault_or_a_write_or_slow",
    ),
    Mutant(
        42,
        "a sign-in without a hash for nobody",
        "core/customers/services.py",
        "if not matches(kept, password) or customer is None or kept is None or customer.disabled_at:",
        "if customer is None or kept is None or not matches(kept, password) or customer.disabled_at:",
        "tests/bff/accounts/test_uniform.py::test_accounts",
    ),
    Mutant(
        43,
        "no ten tries by mailbox",
        "bff/edge/flows.py",
        "Bound(10, 5 * MINUTE, By.MAILBOX, strangers=True)",
        "Bound(1_000, 5 * MINUTE, By.MAILBOX, strangers=True)",
        f"{SIGN_IN}::TestAnAccount"
        "::test_from_many_places_it_is_tried_ten_times_in_five_minutes_and_a_hundred_times_a_day",
    ),
    Mutant(
        43,
        "no ten by place",
        "bff/edge/flows.py",
        "Bound(10, 5 * MINUTE, By.PLACE, Counts.WRONG, strangers=True)",
        "Bound(1_000, 5 * MINUTE, By.PLACE, Counts.WRONG, strangers=True)",
        f"{SIGN_IN}::TestAnAccount::test_one_password_for_many_accounts_is_tried_ten_times",
    ),
    Mutant(
        43,
        "a known device taken for a stranger",
        "bff/edge/limits.py",
        "return bound.by not in keys or (bound.strangers and By.DEVICE in keys)",
        "return bound.by not in keys",
        f"{SIGN_IN}::TestTheOwner::test_signs_in_from_a_known_device_while_others_guess",
    ),
    Mutant(
        44,
        "as many let in as come",
        "bff/door/worker.py",
        "(has_password and self._passwords() >= MOST_PASSWORDS)",
        "(has_password and not MOST_PASSWORDS)",
        "tests/bff/door/test_worker.py"
        "::test_of_many_who_sign_in_few_are_let_in_so_that_threads_are_left_for_others",
    ),
    Mutant(
        44,
        "hashes that stay as they were",
        "core/passwords.py",
        "if not _hasher.check_needs_rehash(kept):",
        "if kept:",
        "tests/core/customers/test_proofs.py::test_a_hash_of_older_parameters_is_renewed_at_sign_in",
    ),
    Mutant(
        44,
        "passwords that everybody tries first",
        "core/passwords.py",
        "if is_common(password, (*about, *_names_of_the_shop())):",
        "if not password:",
        "tests/core/test_passwords.py::test_what_everybody_tries_first_is_refused",
    ),
    Mutant(
        45,
        "no `Origin` where there is no `Sec-Fetch-Site`",
        "bff/same_origin.py",
        "    if site is None and origin is None:",
        '    if site == "" and origin is None:',
        f"{CROSS_SITE}::test_write_nothing_with_cookies",
    ),
    Mutant(
        45,
        "a token that is the same for all",
        "bff/same_origin.py",
        'return f"csrf:{session_id}"',
        'return f"csrf:{session_id[:0]}"',
        f"{CROSS_SITE}::test_the_token_of_another_sign_in_is_none",
    ),
    Mutant(
        45,
        "no JSON asked for",
        "bff/same_origin.py",
        "    if not _is_json():\n        abort(415)\n",
        "",
        f"{CROSS_SITE}::test_a_page_of_the_storefront_writes_json_and_nothing_else",
    ),
    Mutant(
        46,
        "a link that is good twice",
        "core/customers/links.py",
        "_good(purpose, token).modify(set__used_at=clock.now())",
        "_good(purpose, token).modify(set__purpose=purpose)",
        "tests/core/customers/test_proofs.py::TestConfirmEmail"
        "::test_the_address_of_an_account_is_proved_and_nobody_is_signed_out",
    ),
    Mutant(
        46,
        "a link without an end",
        "core/customers/links.py",
        "purpose=purpose, used_at=None, expires_at__gt=clock.now()",
        "purpose=purpose, used_at=None",
        f"{LINKS}::test_a_link_is_good_for_its_time",
    ),
    Mutant(
        46,
        "a link for one thing good for another",
        "core/customers/links.py",
        "digest=_digest(token), purpose=purpose, used_at=None",
        "digest=_digest(token), used_at=None",
        f"{LINKS}::test_a_link_for_one_thing_is_none_for_another",
    ),
    Mutant(
        53,
        "any number of fields",
        "bff/gunicorn_conf.py",
        "limit_request_fields = 100",
        "limit_request_fields = 10_000",
        "tests/bff/door/test_oddities.py::test_what_is_odd_is_refused_once",
    ),
    Mutant(
        54,
        "nobody shed",
        "bff/door/worker.py",
        "may_wait, has_password = patience(conn.held), hashes(conn.held)",
        "may_wait, has_password = None and patience(conn.held), hashes(conn.held)",
        "tests/battery/test_overload.py::test_four_times_too_much_leaves_nearly_all_of_what_it_can_do",
    ),
    Mutant(
        54,
        "a worker that goes before the next is there",
        "bff/door/relief.py",
        "        worker.max_requests = sys.maxsize  # or gunicorn ends it there and then\n",
        "",
        "tests/bff/door/test_relief.py"
        "::test_the_next_worker_can_answer_before_the_one_that_has_done_its_share_goes",
    ),
    Mutant(
        54,
        "a worker that goes when the next one has only begun",
        "bff/gunicorn_conf.py",
        "    relief.relieve_the_oldest(worker)\n",
        "\n\ndef post_fork(_server: Any, worker: Any) -> None:\n    relief.relieve_the_oldest(worker)\n",
        "tests/bff/door/test_relief.py"
        "::test_the_next_worker_can_answer_before_the_one_that_has_done_its_share_goes",
    ),
    Mutant(
        59,
        "what the standard library calls global taken for public",
        "core/adapters/addresses_out.py",
        ELSEWHERE,
        "",
        f"{FETCHER}::test_nobody_in_the_house_is_called",
    ),
    Mutant(
        59,
        "the name dialled instead of the address that was judged",
        "core/adapters/careful_fetcher.py",
        "socket.create_connection((address, target.port)",
        "socket.create_connection((target.host, target.port)",
        f"{FETCHER}::test_a_name_is_resolved_once_and_the_judged_address_is_called",
    ),
    Mutant(
        59,
        "one public address of several taken for enough",
        "core/adapters/addresses_out.py",
        "if not all(may(address) for address in addresses):",
        "if not any(may(address) for address in addresses):",
        f"{FETCHER}::test_a_name_that_leads_to_several_places_is_judged_by_the_worst",
    ),
    Mutant(
        60,
        "addresses of mailboxes not masked",
        "core/masking.py",
        '        told = MAILBOX.sub(MASK, told.replace("%40", "@"))',
        '        told = told.replace("%40", "@")',
        "tests/e2e/test_from_shelf_to_door.py::test_no_secret_and_nobody_is_read_where_they_have_no_business",
    ),
    Mutant(
        60,
        "an erasure that leaves sign-ins",
        "core/privacy/holdings.py",
        "lambda one: any_of(customer_id=one.customers),\n"
        '        _gone("customer_id", "device", "identity_id"),',
        'lambda one: any_of(customer_id=["nobody"]),\n        _gone("customer_id", "device", "identity_id"),',
        "tests/core/privacy/test_services.py::TestNothingIsLeft"
        "::test_nowhere_in_the_database_and_nobody_else_is_touched",
    ),
)
