"""The forms of a person's file: one small function per kind, drawn in one drawer."""
