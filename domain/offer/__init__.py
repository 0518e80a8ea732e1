"""The offer: services that exist, referrals to them, and those that are missing."""
