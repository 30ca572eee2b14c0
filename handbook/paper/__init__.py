"""The handbook on paper and in books: PDF, Word, EPUB. Knows nothing of the site generator."""
