"""Indicators: one definition each, in words; db/queries/indicators counts and lists by the same one."""
