"""Working days against the published calendar."""
