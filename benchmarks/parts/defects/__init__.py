"""Material for benchmarks/defects: what is planted and what only looks like it, one module for tuning, one for reporting."""
