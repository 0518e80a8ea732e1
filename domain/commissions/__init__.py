"""Commissions: professionals of several structures who look for solutions together."""
