"""Pictures of the pages: read, cleaned, and made in the sizes that screens and paper need."""
