"""The page of « points de situation »: its list, the quick entry, campaigns."""
