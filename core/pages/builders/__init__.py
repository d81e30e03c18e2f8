"""One builder per kind of page: which documents it reads, and the answer it makes of them."""
