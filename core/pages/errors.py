from core.errors import Invalid


class VersionUnknown(Invalid):
    code = "unknown-version"
    title = "No page has that version yet"

    def __init__(self, version: int) -> None:
        super().__init__(f"No build has reached version {version}.", field="minVersion")
