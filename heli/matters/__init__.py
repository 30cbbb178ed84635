"""The follow-through engine: matters, their one lifecycle, sheets, updates."""
