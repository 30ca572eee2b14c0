"""What can go wrong in the last step of a build, as a code and values for a message."""

from collections.abc import Mapping

from handbook.language.texts import Texts


class PublishError(Exception):
    """A site cannot be published. ``code`` is a key of the texts ``publish_errors``, filled by
    ``values``."""

    def __init__(self, code: str, values: Mapping[str, object]) -> None:
        super().__init__(code, dict(values))
        self.code = code
        self.values = dict(values)

    def message(self, texts: Texts) -> str:
        """What an editor is told: what is wrong, and what to do."""
        return texts.message(f"publish_errors.{self.code}", **self.values)
