"""Numbers that count something: what, when, where, and who says so."""
