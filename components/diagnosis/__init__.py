"""The pieces of the screens of the shared diagnostic."""
