"""Measures of the application; see docs/performance.md."""
