"""What can go wrong in printing, as a code and values for a message in the editor's language."""

from collections.abc import Mapping, Sequence

from handbook.language.texts import Texts

# Of the texts that are lost a message shows so many, each so far.
SHOWN, LENGTH = 5, 60


class PaperError(Exception):
    """A file cannot be made. ``code`` is a key of the texts ``paper_errors``, filled by ``values``.

    Both are its arguments, so that it comes through from other processes.
    """

    def __init__(self, code: str, values: Mapping[str, object]) -> None:
        super().__init__(code, dict(values))
        self.code = code
        self.values = dict(values)

    def message(self, texts: Texts) -> str:
        """What an editor is told: what is wrong, and what to do."""
        return texts.message(f"paper_errors.{self.code}", **self.values)


class FailedJobsError(PaperError):
    """Some files could not be made; all others are. ``reasons`` are by the paths of the files."""

    def __init__(self, reasons: Mapping[str, PaperError]) -> None:
        first = next(iter(reasons.values()))
        super().__init__(first.code, first.values)
        self.reasons = dict(reasons)

    def message(self, texts: Texts) -> str:
        """A line for each reason."""
        return "\n".join(dict.fromkeys(one.message(texts) for one in self.reasons.values()))


def lost(texts: Sequence[str]) -> PaperError:
    """Texts are not found again in what was made of them; the message names the first few."""
    some = "; ".join(f"“{text[:LENGTH]}”" for text in texts[:SHOWN])
    return PaperError("lost", {"some": some, "count": len(texts)})
