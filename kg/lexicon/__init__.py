"""Lexicons and patterns: what a literate person knows of the country, as data."""
