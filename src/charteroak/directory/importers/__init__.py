"""Importers: one module for each official format, and one for a plain CSV file."""
