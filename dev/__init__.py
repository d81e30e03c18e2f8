"""The embedded stack of `make run` and of the tests: real servers, stand-ins, sample data."""
