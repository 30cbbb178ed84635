"""Settings, urls, wsgi, timetable of jobs."""
