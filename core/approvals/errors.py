from core.errors import Conflict, Forbidden, NotFound


class ApprovalNotFound(NotFound):
    code = "approval-not-found"
    title = "Nobody has asked for that"

    def __init__(self, approval_id: str) -> None:
        super().__init__(f"There is no request {approval_id!r} here.")


class ApprovalOver(Conflict):
    code = "approval-over"
    title = "It does not wait any more"

    def __init__(self) -> None:
        super().__init__("It was decided or withdrawn, or has waited for too long.")


class OwnApproval(Forbidden):
    code = "own-approval"
    title = "Somebody else has to decide"

    def __init__(self) -> None:
        super().__init__("You have asked for it yourself.")


class NotTheirs(Forbidden):
    code = "not-their-approval"
    title = "Only who asked for it may do that"

    def __init__(self) -> None:
        super().__init__("Somebody else has asked for it.")


class AskerGone(Conflict):
    code = "asker-gone"
    title = "Who asked for it may not do it any more"

    def __init__(self) -> None:
        super().__init__("Decline it; whoever may still do it can ask for it again.")
