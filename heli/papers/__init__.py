"""What goes out: ledgers, slips, assignment sheets."""
