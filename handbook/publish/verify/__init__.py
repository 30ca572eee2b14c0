"""Whether a published site is what was built, seen from outside as a browser would."""
