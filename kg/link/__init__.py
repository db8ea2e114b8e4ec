"""Linking: who and where the mentions of a report are. Mentions and claims become nodes and statements."""
