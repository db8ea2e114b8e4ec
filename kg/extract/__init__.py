"""Extraction: a cleaned text becomes mentions and claims, by an ordered tuple of extractors."""
