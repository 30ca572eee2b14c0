"""From rendered pages to what readers load: code, styles, policy, copies."""
