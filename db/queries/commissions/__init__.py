"""Reads of commissions."""
