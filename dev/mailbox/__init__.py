"""A mailbox for development: takes every mail by SMTP and shows it, in a browser and as JSON."""
