"""Samspill: medarbeidersamtaler that only the two of them can read."""

__version__ = "0.1.0"
