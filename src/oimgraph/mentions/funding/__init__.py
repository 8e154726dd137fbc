"""Sums, who gives them, and what they pay for."""
