"""The demo programme: a city, its county, their people, and matters in every state."""
