"""How a command is used, told to editors in their language when it is called in another way."""

import argparse
from typing import NoReturn

from handbook.language.texts import load_texts


class Command(argparse.ArgumentParser):
    """What a command takes. ``name`` is a key of the messages ``usage``."""

    def __init__(self, name: str) -> None:
        super().__init__(prog=name, allow_abbrev=False, add_help=False)
        self.add_argument("-h", "--help", action=_Help, nargs=0)

    def format_help(self) -> str:
        """How it is used."""
        texts = load_texts()
        return texts.message("usage.of", usage=texts.message(f"usage.{self.prog}")) + "\n"

    def error(self, message: str) -> NoReturn:
        """End the program: what argparse says, in English, names the argument at most."""
        said = load_texts().message("usage.wrong", reason=message)
        self.exit(2, f"{said}\n{self.format_help()}")


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        parser.print_help()
        parser.exit()


def word(text: str) -> str:
    """An argument that says something: an empty one comes from a variable that nobody set."""
    if not text.strip():
        raise argparse.ArgumentTypeError("empty")
    return text
