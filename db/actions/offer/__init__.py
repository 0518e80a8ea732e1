"""Changes of the offer: what producers tell, what the consortium knows."""
