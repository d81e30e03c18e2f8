// Generated from openapi.json by `make client`: do not edit.
// openapi.json sha256:149db4b7ed7a4c0d494c873658b3e2bc33483dcb6ce01ac5817e34becfc6ceee

/** What the client fills in by itself, by path: public reads take `market`, `locale` and `minVersion`. */
export const reads: Readonly<Record<string, readonly string[]>> = {
  "/v1/me/wishlists": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/me/wishlists/{list_id}": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/pages/blog": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/pages/blog/{slug}": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/pages/category/{path}": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/pages/collection/{slug}": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/pages/content/{slug}": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/pages/home": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/pages/layout": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/pages/product/{slug}": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/pages/search": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/paths/{type}": [
    "market",
    "locale"
  ],
  "/v1/products/{slug}/offer": [
    "market",
    "locale",
    "minVersion"
  ],
  "/v1/sitemap": [
    "market"
  ],
  "/v1/sitemap/{type}/{n}": [
    "market"
  ],
  "/v1/sitemap/{type}/{n}.xml": [
    "market"
  ],
  "/v1/suggest": [
    "market",
    "locale",
    "minVersion"
  ]
};

/** Writes that take an Idempotency-Key. */
export const keyed: readonly string[] = [
  "patch /v1/cart",
  "post /v1/cart",
  "post /v1/cart/claim",
  "post /v1/cart/lines",
  "post /v1/cart/reorder",
  "put /v1/checkout/addresses",
  "put /v1/checkout/delivery",
  "post /v1/checkout/payment",
  "post /v1/checkout/place",
  "post /v1/machine/orders/{number}/shipments",
  "post /v1/machine/prices",
  "put /v1/machine/products/{slug}",
  "put /v1/machine/stock",
  "post /v1/machine/stock/changes",
  "patch /v1/me",
  "post /v1/me/addresses",
  "delete /v1/me/addresses/{address_id}",
  "put /v1/me/addresses/{address_id}",
  "post /v1/me/cards",
  "delete /v1/me/cards/{card_id}",
  "put /v1/me/email",
  "post /v1/me/email/proof",
  "delete /v1/me/identities/{identity_id}",
  "put /v1/me/password",
  "post /v1/me/proof",
  "delete /v1/me/sessions/{session_id}",
  "post /v1/me/wishlists",
  "delete /v1/me/wishlists/{list_id}",
  "patch /v1/me/wishlists/{list_id}",
  "delete /v1/me/wishlists/{list_id}/wishes/{sku}",
  "put /v1/me/wishlists/{list_id}/wishes/{sku}",
  "post /v1/orders/lookup",
  "post /v1/orders/{number}/claim",
  "post /v1/orders/{number}/payment",
  "post /v1/orders/{number}/returns",
  "post /v1/products/{sku}/notify"
];
