"""Screens of commissions: bodies, situations, meetings, the shared screen."""
