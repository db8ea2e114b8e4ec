"""Chinese local-government reports as a linked-data graph with the source of every fact."""

from __future__ import annotations

__version__ = "0.1.0"
