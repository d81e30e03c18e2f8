"""A local stand-in for Stripe: stateful, awkward where Stripe is awkward, spoken to by the SDK over HTTP.

`python -m dev.stripe --help` tells how to start it; `controls.py` lists what a test may ask under `/_dev/`.
"""

API_VERSION = "2026-10-28.endive"
