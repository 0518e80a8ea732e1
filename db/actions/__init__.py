"""Writes: load in the viewer's scope, check the rule, change, add the audit line."""
