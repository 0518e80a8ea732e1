"""Files of people that come from elsewhere: read, understood cell by cell, compared; never stored here."""
