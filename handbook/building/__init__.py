"""One build: what its settings say, what it gathers, the order in which it is finished."""
