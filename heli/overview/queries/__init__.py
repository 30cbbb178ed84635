"""Figures, each defined once: what waits for whom, and how the programme stands."""
