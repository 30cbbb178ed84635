"""Who did what when: append-only, chained, in the transaction of the change."""
