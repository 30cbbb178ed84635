"""管理: accounts, calendar, programmes, people, the system, and the first steps of an empty one."""
