"""Pure working-day arithmetic over a given calendar."""
