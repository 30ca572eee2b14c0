"""The questions of the handbook as files that other programs read."""
