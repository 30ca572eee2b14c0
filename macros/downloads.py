"""Links to files that the build makes from the pages."""

from handbook.content import Content
from handbook.folding import slugify
from handbook.publish.downloads import promise
from macros.context import Context


def archive_name(content: Content) -> str:
    """The name, without its ending, of the whole handbook as a folder in a ZIP."""
    return slugify(content.defaults["index"].title, "-")


def archive(context: Context) -> str:
    """A link to the whole handbook as a folder in a ZIP."""
    text, said = context.text("downloads.archive"), context.text("downloads.size")
    return promise(f"{archive_name(context.content)}.zip", text, said)
