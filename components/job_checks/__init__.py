"""What shows the contacts of the first months back in work."""
