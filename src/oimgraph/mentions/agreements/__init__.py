"""What the words around an agreement tell: who is a party, who signs, when, where, and whether at all."""
