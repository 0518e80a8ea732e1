"""Rights of people: requests, urgent access, anonymisation, the journal that is purged."""
