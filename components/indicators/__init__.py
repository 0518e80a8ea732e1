"""Dashboards: filters, tiles, charts and the people behind a figure."""
