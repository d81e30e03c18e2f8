"""The sample shop that `make run` loads: its words, its goods and its pictures, and what they are made from."""
