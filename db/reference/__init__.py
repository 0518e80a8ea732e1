"""Reference data kept with the code, and what loads it."""
