"""Random handbooks inside the Markdown that the handbook allows, and what is made of them.

``python -m tests.random_pages --seeds 10`` writes ten handbooks of fifty pages, builds and prints
each, and looks for every text in everything that was made. See ``run``.
"""
