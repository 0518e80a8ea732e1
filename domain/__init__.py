"""Rules, enums with French labels, drafts and errors: plain Python."""
