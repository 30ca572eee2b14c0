"""What is said, and how its letters are treated: interface texts, dates, order, mistakes."""
