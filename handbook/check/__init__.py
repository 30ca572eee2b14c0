"""The rules: everything that is told to editors before anything is built."""
