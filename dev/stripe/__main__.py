"""`python -m dev.stripe`."""

from dev.stripe.server import main

main()
