"""The backend for the frontend: one request per page, the cart, the checkout, accounts, webhooks."""
