"""The search index: from built pages to the files that the engine in the browser reads."""
