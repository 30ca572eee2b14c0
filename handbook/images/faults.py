"""Why a picture cannot be used."""


class UnusableError(Exception):
    """A picture cannot be used. ``fault`` is a word for it; ``values`` fill the message."""

    def __init__(self, fault: str, **values: object) -> None:
        super().__init__(fault, values)
        self.fault = fault
        self.values = values
