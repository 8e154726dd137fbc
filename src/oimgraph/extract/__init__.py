"""Reading -> facts: one module per kind of statement, each a pure function with a rule name on every fact."""
