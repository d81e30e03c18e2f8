"""The benchmarks: each a figure beside something measured in the same run, because machines are noisy."""
