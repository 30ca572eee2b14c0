"""How far the questions can be answered without reading, and what else only shows over all."""
