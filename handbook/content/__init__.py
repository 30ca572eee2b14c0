"""Reading: files of docs/ into the immutable model of a handbook."""
