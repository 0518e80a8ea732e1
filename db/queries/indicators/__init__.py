"""Indicators in SQL: each is judged person by person; figures, breakdowns and lists all derive from that."""
