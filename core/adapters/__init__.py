"""One file per vendor: the only importers of vendor SDKs. Only `core.bootstrap` picks among them."""
