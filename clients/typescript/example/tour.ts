// What a storefront does with the client. It is type-checked, not run, by `make faults`.
import { createClient, orNothing, Problem, type components } from "@quayside/client";
import { minVersion, verified } from "@quayside/client/revalidate";

const shop = createClient({
  baseUrl: "https://bff.shop.example",
  market: "us",
  locale: "en-US",
  next: (tags) => ({ tags, revalidate: 3_600 }),
  minVersion,
  tokens: async () => ({ cart: "the-token-of-a-cookie" }),
});

export async function productPage(slug: string): Promise<string> {
  const page = await orNothing(shop.page("/v1/pages/product/{slug}", { path: { slug } }));
  if (!page) return "nothing here";
  const tags: string[] = page.meta.tags;
  const version: number = page.meta.version;
  const [first] = page.data.product.variants;
  return `${page.data.product.name} ${first?.price.amount ?? ""} ${tags.length} ${version}`;
}

export async function addToCart(sku: string): Promise<components["schemas"]["Cart"]> {
  try {
    return await shop.post("/v1/cart/lines", { body: { lines: [{ sku, quantity: 1 }] } });
  } catch (error) {
    if (error instanceof Problem && error.code === "out-of-stock") console.warn(error.errors[0]?.field);
    throw error;
  }
}

export async function openedAgain(key: string): Promise<string> {
  const cart = await shop.post("/v1/cart", { body: { market: "us" }, idempotencyKey: key });
  return cart.token;
}

export const told = verified("{}", null, "secret")?.tags satisfies string[] | undefined;

// What the types refuse:
// @ts-expect-error  there is no such path
void shop.get("/v1/nothing");
// @ts-expect-error  a product page has a slug
void shop.page("/v1/pages/product/{slug}");
// @ts-expect-error  a quantity is a number
void shop.post("/v1/cart/lines", { body: { lines: [{ sku: "A", quantity: "1" }] } });
// @ts-expect-error  a product has no such member
void shop.page("/v1/pages/product/{slug}", { path: { slug: "a" } }).then((page) => page.data.nothing);
