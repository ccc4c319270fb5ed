"""Settings, database and what everything else is about: parties, people, sources."""
