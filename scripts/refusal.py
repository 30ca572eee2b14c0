"""What a command says when it does nothing."""


class RefusedError(Exception):
    """Nothing has been changed. ``code`` is a key of the command's own group of messages."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values
