"""Pure Excel to typed rows with cell errors."""
