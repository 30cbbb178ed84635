"""Rules as officials read them: tables in, verdicts out; no database."""
