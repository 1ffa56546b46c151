"""Benchmarks: ours against other engines, side by side; `make bench` runs them all."""
