"""Writing in a diagnosis: its life, what is typed, its closing."""
