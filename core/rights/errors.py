from core.errors import Invalid, Unavailable


class PasswordsNotGood(Invalid):
    code = "passwords-not-good"
    title = "The passwords cannot be used"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, field="passwords")


class SubjectsNotGood(Invalid):
    code = "subjects-not-good"
    title = "The subjects cannot be used"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, field="subjects")


class RightsMissing(Unavailable):
    code = "rights-missing"
    title = "MongoDB's users may not do what this release does: run `shop rights grant`"
