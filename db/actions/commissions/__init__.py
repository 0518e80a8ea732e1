"""Writes of commissions."""
