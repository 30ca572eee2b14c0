"""The endings of the names of pictures that a handbook may have, by kind; the first is the usual
one."""

ENDINGS = {
    "jpeg": (".jpg", ".jpeg"),
    "png": (".png",),
    "webp": (".webp",),
    "svg": (".svg",),
}
