"""What of Markdown a page may have: every line is read by one list of forms."""
