"""Who is who: regions, organizations, people, appointments, accounts, the calendar."""
