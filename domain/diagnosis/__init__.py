"""The shared diagnostic: its frame, its answers, its conclusion, its rules."""
