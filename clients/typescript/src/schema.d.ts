// Generated from openapi.json by `make client`: do not edit.
// openapi.json sha256:149db4b7ed7a4c0d494c873658b3e2bc33483dcb6ce01ac5817e34becfc6ceee

export interface paths {
    "/v1/addresses/{country}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                country: string;
            };
            cookie?: never;
        };
        /** What to ask for in a form for an address in that country (ISO 3166-1 alpha-2). */
        get: operations["getAddressesByCountry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove an address with a mailed link: that opens the account that was asked for, or changes its address.
         * @description When it is changed, every sign-in ends. Using a link signs nobody in.
         */
        post: operations["postAuthEmailConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in. The tokens are in the answer, or, if that is wished for, in cookies. */
        post: operations["postAuthLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this sign-in. Cookies are taken back. */
        post: operations["postAuthLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/logout-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End every sign-in of mine, this one too. It takes a sign-in, or the password, of the last ten minutes. */
        post: operations["postAuthLogoutEverywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** With which providers one can sign in here. */
        get: operations["getAuthOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/oidc/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in with a provider: where the shopper is to go, and what their browser keeps meanwhile.
         * @description With `fresh=true` for what takes a fresh proof (`403` `proof-needed`): whoever signed in there longer than ten
         *     minutes ago is asked anew by the provider. One that does not say when that was is no proof.
         */
        post: operations["postAuthOidcByProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/oidc/{provider}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with what the provider sent the shopper back with. Who has no account gets one.
         * @description An account with the same address is signed in to only where the provider vouches for the address (else `409`
         *     `email-not-vouched-for`) and the account has proved it (else `409` `account-not-proved`).
         */
        post: operations["postAuthOidcByProviderCallback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to choose a new password: it is mailed to that address, if it has an account.
         * @description The answer is the same whether it has one or not.
         */
        post: operations["postAuthPasswordForgot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a new password with a mailed link. Every sign-in ends; sign in with the new one. */
        post: operations["postAuthPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trade the refresh token for the next one and a new access token; both are where it came from.
         * @description A browser that keeps it in a cookie sends nothing in the body, and `X-CSRF-Token`.
         *
         *     Sent again within ten seconds, because an answer was lost, it is answered with the same next one. Later it
         *     ends the sign-in: somebody has a copy of it.
         */
        post: operations["postAuthRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for an account: what opens it is mailed to the address. If there is one already, the mail says so.
         * @description The answer is the same whether there is one or not, and nobody can sign in before the link was used.
         */
        post: operations["postAuthRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cart of the token in X-Cart-Token. */
        get: operations["getCart"];
        put?: never;
        /** Open a cart; its token is told only here. */
        post: operations["postCart"];
        delete?: never;
        options?: never;
        head?: never;
        /** Change the e-mail address, discount codes or gift cards, or move the cart to another market or language. */
        patch: operations["patchCart"];
        trace?: never;
    };
    "/v1/cart/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the guest's cart, or the order it has become, to the customer who is signed in.
         * @description What their own open cart holds comes with it; its token leads here from then on.
         */
        post: operations["postCartClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set, add or remove many lines at once: all of them, or none. */
        post: operations["postCartLines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart/reorder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put what a past order has into the cart, as far as it is still sold; `not-sold` warns of the rest.
         * @description Notes and gift wrapping come with it, but not in place of what the cart has.
         */
        post: operations["postCartReorder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the checkout stands. */
        get: operations["getCheckout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say where it goes, who is billed, and where mails go. */
        put: operations["putCheckoutAddresses"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose one of the deliveries that are offered. */
        put: operations["putCheckoutDelivery"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Freeze the price, hold the goods, start the payment. Safe to repeat.
         * @description Whoever is signed in may choose one of their kept cards in the browser, and keep the one they use.
         */
        post: operations["postCheckoutPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn the cart into its order: one per cart, however often it is asked for. */
        post: operations["postCheckoutPlace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks/contentful": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a Contentful event. 400 unless it is signed, path and time included. */
        post: operations["postHooksContentful"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a Stripe event. 400 unless it is signed with one of our secrets within the last five minutes. */
        post: operations["postHooksStripe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which key was sent, and what it opens. */
        get: operations["getMachine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machine/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders in the order in which they were placed, from the one after `after` on.
         * @description An order is here a quarter of a minute after it was placed: then none can come before it any more, and whoever
         *     goes on from `next` misses none. With `status`, those that stand there now.
         */
        get: operations["getMachineOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machine/orders/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        /** An order in full. */
        get: operations["getMachineOrdersByNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machine/orders/{number}/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a parcel has left. Its buyer gets a mail. */
        post: operations["postMachineOrdersByNumberShipments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machine/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change prices from now on: all of them, or none. What they were goes into the history. */
        post: operations["postMachinePrices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machine/products/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Make a product what is said here, new or changed. Its stock is not touched. */
        put: operations["putMachineProductsBySlug"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machine/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What lies where, by SKU and location. */
        get: operations["getMachineStock"];
        /** Say how many pieces lie there: all lines, or none of them. The answer is by how many each changed. */
        put: operations["putMachineStock"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/machine/stock/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say how many pieces have come or gone: all lines, or none of them. The answer is what lies there now. */
        post: operations["postMachineStockChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am. */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change my name. */
        patch: operations["patchMe"];
        trace?: never;
    };
    "/v1/me/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My address book. */
        get: operations["getMeAddresses"];
        put?: never;
        /** Add an address. */
        post: operations["postMeAddresses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/addresses/{address_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                address_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Write another address in the place of that one. */
        put: operations["putMeAddressesByAddressId"];
        post?: never;
        /** Take that address out of my book. */
        delete: operations["deleteMeAddressesByAddressId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My cards, the newest first. */
        get: operations["getMeCards"];
        put?: never;
        /** Begin to keep a card: the browser finishes it with the provider, which asks its holder. */
        post: operations["postMeCards"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/cards/{card_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                card_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Keep that card no longer. */
        delete: operations["deleteMeCardsByCardId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Ask to sign in with another address: a link is mailed to it, and the change is made when it is used. */
        put: operations["putMeEmail"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/email/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the link mailed again that proves my address; nothing is sent when it is proved. */
        post: operations["postMeEmailProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** With what else I sign in. */
        get: operations["getMeIdentities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/identities/{identity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identity_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign in with that no more. The sign-ins that were begun with it end.
         * @description It takes a sign-in, or the password (`POST /v1/me/proof`), of the last ten minutes.
         */
        delete: operations["deleteMeIdentitiesByIdentityId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My orders, newest first. */
        get: operations["getMeOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change my password. Every sign-in ends; the answer is a new one for this device, in cookies if this was. */
        put: operations["putMePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Type the password once more, for what takes a proof of the last ten minutes (`403` `proof-needed`).
         * @description Whoever has no password signs in anew with their provider instead.
         */
        post: operations["postMeProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am signed in, the device used last first. */
        get: operations["getMeSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign that device out. Another one than this takes a sign-in, or the password, of the last ten minutes. */
        delete: operations["deleteMeSessionsBySessionId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/wishlists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My wish lists, with what their goods cost in that market now. */
        get: operations["getMeWishlists"];
        put?: never;
        /** Open a wish list. */
        post: operations["postMeWishlists"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/wishlists/{list_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                list_id: string;
            };
            cookie?: never;
        };
        /** One of my wish lists. */
        get: operations["getMeWishlistsByListId"];
        put?: never;
        post?: never;
        /** Give it up. */
        delete: operations["deleteMeWishlistsByListId"];
        options?: never;
        head?: never;
        /** Call it something else. */
        patch: operations["patchMeWishlistsByListId"];
        trace?: never;
    };
    "/v1/me/wishlists/{list_id}/wishes/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                list_id: string;
                sku: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Put a SKU on the list. */
        put: operations["putMeWishlistsByListIdWishesBySku"];
        post?: never;
        /** Take a SKU off the list. */
        delete: operations["deleteMeWishlistsByListIdWishesBySku"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to an order: it is mailed to the order's address, if that is the one given here.
         * @description The answer is the same whether there is such an order or not.
         */
        post: operations["postOrdersLookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        /** An order, for the customer whose it is, or for the guest who holds its cart's token or a link to it. */
        get: operations["getOrdersByNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{number}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a guest's order into the account that is signed in; the token of its link is the proof. */
        post: operations["postOrdersByNumberClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{number}/invoice.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        /** The invoice of an order as it was placed, once it is paid. */
        get: operations["getOrdersByNumberInvoicePdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{number}/invoices/{invoice_number}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
                invoice_number: string;
            };
            cookie?: never;
        };
        /** Any invoice or credit note of an order. */
        get: operations["getOrdersByNumberInvoicesByInvoiceNumberPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{number}/payment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start to pay what is open of an order, as after it was added to. Safe to repeat. */
        post: operations["postOrdersByNumberPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{number}/returns": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to send goods back: pieces that have left, within the days there are, each with its reason. */
        post: operations["postOrdersByNumberReturns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am, and my latest orders. */
        get: operations["getPagesAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/account/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My orders, newest first. */
        get: operations["getPagesAccountOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/blog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The posts of the blog, newest first. */
        get: operations["getPagesBlog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/blog/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** One post of the blog. */
        get: operations["getPagesBlogBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cart page. */
        get: operations["getPagesCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/category/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        /** A category and its products, newest first; its path is the slugs from the root down. */
        get: operations["getPagesCategoryByPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The checkout page. */
        get: operations["getPagesCheckout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/collection/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** Products that are shown together: in the order they were given, or the newest first. */
        get: operations["getPagesCollectionBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/content/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** A page that an editor wrote. */
        get: operations["getPagesContentBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The front page. */
        get: operations["getPagesHome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/layout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Menus, footer, markets, languages. */
        get: operations["getPagesLayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/order/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        /** One order, for whoever may see it. */
        get: operations["getPagesOrderByNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/product/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** Everything a product page shows. */
        get: operations["getPagesProductBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pages/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products that have every word of `q`, or words that begin so, or that were meant. */
        get: operations["getPagesSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/paths/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        /** Every path of a type, a thousand at a time: product, category, collection, content, post. */
        get: operations["getPathsByType"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preview/blog/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** One post of the blog as its draft has it. */
        get: operations["getPreviewBlogBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preview/category/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                path: string;
            };
            cookie?: never;
        };
        /** A category as the draft of its entry has it. */
        get: operations["getPreviewCategoryByPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preview/collection/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** A collection as the draft of its entry has it. */
        get: operations["getPreviewCollectionBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preview/content/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** A page that an editor wrote, as its draft has it. */
        get: operations["getPreviewContentBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preview/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The front page as its draft has it. */
        get: operations["getPreviewHome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preview/product/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** A product page as the draft of its entry has it; of a hidden product too. */
        get: operations["getPreviewProductBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{sku}/notify": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sku: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell that mailbox once when the SKU can be bought again. Says nothing of who has asked before. */
        post: operations["postProductsBySkuNotify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{slug}/offer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        /** Price and stock now, beside a page that may be a minute old. */
        get: operations["getProductsBySlugOffer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/redirect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where an old address leads: for a storefront that has nothing under a path. 404: nowhere. */
        get: operations["getRedirect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sitemap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The types of pages, and how many parts the sitemap of each has. */
        get: operations["getSitemap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sitemap/{type}/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
                n: number;
            };
            cookie?: never;
        };
        /** Up to 50,000 addresses, each with the same page in other languages: the shape of a Next.js sitemap. */
        get: operations["getSitemapByTypeByN"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sitemap/{type}/{n}.xml": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
                n: number;
            };
            cookie?: never;
        };
        /** The same part as search engines read it, for a storefront whose addresses are the shop's paths. */
        get: operations["getSitemapByTypeByNXml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What somebody may be about to look for: products, categories, whole queries. */
        get: operations["getSuggest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountData: {
            customer: components["schemas"]["Customer"];
            recent: components["schemas"]["Orders"];
        };
        /** There is an account with that address, and nobody has proved to be its owner */
        AccountNotProvedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/account-not-proved";
        };
        AccountPage: {
            data: components["schemas"]["AccountData"];
        };
        Address: {
            /** @default  */
            city?: string;
            company?: string | null;
            country: string;
            line1: string;
            line2?: string | null;
            name: string;
            phone?: string | null;
            /** @default  */
            postalCode?: string;
            region?: string | null;
        };
        /** The address book is full */
        AddressBookFullProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/address-book-full";
        };
        AddressField: {
            /** @example postalCode */
            name: string;
            required: boolean;
        };
        AddressForm: {
            /** @example US */
            country: string;
            fields: components["schemas"]["AddressField"][];
            postalCodeExamples: string[];
            /** @example zip */
            postalCodeWord: string;
            /** @example state */
            regionWord: string;
            /** @description Where `region` is one of a list: any of its codes or names. */
            regions: components["schemas"]["Region"][];
        };
        /** There is no such address in the book */
        AddressNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/address-not-found";
        };
        /** Another product has that address */
        AddressTakenProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/address-taken";
        };
        Addresses: {
            addresses: components["schemas"]["BookAddress"][];
        };
        /** The cart has been paid */
        AlreadyPaidProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/already-paid";
        };
        Alternate: {
            locale: string;
            market: string;
            path: string;
        };
        Alternates: {
            /**
             * @description Path by locale, this page's own among them: what `alternates.languages` of a Next.js sitemap is made of. Where two markets speak a language, this market's page is named.
             * @example {
             *       "de-DE": "/product/becher",
             *       "en-US": "/product/mug"
             *     }
             */
            languages: {
                [key: string]: string;
            };
        };
        Arrival: {
            code: string;
            iss?: string | null;
            state: string;
            ticket: string;
        };
        Attribute: {
            name: string;
            values: string[];
        };
        Author: {
            bio: string | null;
            image: components["schemas"]["Image"] | null;
            name: string | null;
        };
        /** The webhook is not signed by its sender */
        BadContentSignatureProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 400;
            /** @constant */
            type?: "/problems/bad-content-signature";
        };
        /** The cursor is not one of ours */
        BadCursorProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/bad-cursor";
        };
        /** The file cannot be read */
        BadFileProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/bad-file";
        };
        /** The Idempotency-Key is not valid */
        BadIdempotencyKeyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 400;
            /** @constant */
            type?: "/problems/bad-idempotency-key";
        };
        /** Bad Request */
        BadRequestProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 400;
            /** @constant */
            type?: "/problems/bad-request";
        };
        /** The webhook is not signed by its sender */
        BadSignatureProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 400;
            /** @constant */
            type?: "/problems/bad-signature";
        };
        Balance: {
            due: components["schemas"]["Money"];
            open: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            refunded: components["schemas"]["Money"];
        };
        BlogData: {
            breadcrumbs: components["schemas"]["Crumb"][];
            posts: components["schemas"]["PostCard"][];
            seo: components["schemas"]["Seo"];
        };
        BlogPage: {
            data: components["schemas"]["BlogData"];
            meta: components["schemas"]["Meta"];
        };
        BookAddress: {
            /** @default  */
            city?: string;
            company?: string | null;
            country: string;
            id: string;
            line1: string;
            line2?: string | null;
            name: string;
            phone?: string | null;
            /** @default  */
            postalCode?: string;
            region?: string | null;
        };
        Bundle: {
            components: components["schemas"]["Component"][];
            sku: string;
        };
        /** Something in the cart is not sold any more */
        CannotSellProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/cannot-sell";
        };
        Card: {
            brand: string;
            expMonth: number;
            expYear: number;
            id: string;
            last4: string;
        };
        /** There is no such card */
        CardNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/card-not-found";
        };
        CardSetup: {
            clientSecret: string;
            provider: string;
            publishableKey: string | null;
        };
        Cards: {
            cards: components["schemas"]["Card"][];
        };
        /** The carrier does not answer */
        CarrierAwayProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/carrier-away";
        };
        Cart: {
            billingAddress: components["schemas"]["Address"] | null;
            /** @description SKUs that this request changed. */
            changed: string[];
            codes: components["schemas"]["Code"][];
            delivery: string | null;
            /** @description With `trace=true` only. */
            deliveryTrace?: components["schemas"]["TraceStep"][];
            discounts: components["schemas"]["Discount"][];
            email: string | null;
            /** @description What wrapping a line as a gift costs here; null: nothing is wrapped. */
            giftWrapping: components["schemas"]["Money"] | null;
            lines: components["schemas"]["CartLine"][];
            locale: string;
            market: string;
            orderNumber: string | null;
            shippingAddress: components["schemas"]["Address"] | null;
            /** @description Gift cards and store credit that pay; they are taken when the payment starts. */
            tenders: components["schemas"]["Tender"][];
            /** @description What they leave of the total. */
            toPay: components["schemas"]["Money"];
            totalQuantity: number;
            totals: components["schemas"]["Totals"];
            version: number;
            warnings: components["schemas"]["Warning"][];
        };
        /** The cart is being changed by others */
        CartBusyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/cart-busy";
        };
        CartChange: {
            /** @description Codes of gift cards that are to pay; they are not shown again. */
            addGiftCards?: string[];
            /** @description All discount codes of the cart; an empty list takes them off. */
            codes?: string[];
            email?: string;
            locale?: string;
            market?: string;
            /** @description `id` of gift cards that are not to pay any more. */
            removeGiftCards?: string[];
            useStoreCredit?: boolean;
        };
        /** The cart has changed since the payment was started */
        CartChangedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/cart-changed";
        };
        /** The cart holds too much */
        CartFullProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/cart-full";
        };
        CartLine: {
            compareAtPrice: components["schemas"]["Money"] | null;
            /** @description What the promotions of the basket took off. */
            discount: components["schemas"]["Money"];
            image: string | null;
            name: string;
            note: string | null;
            options: {
                [key: string]: string;
            };
            path: string;
            quantity: number;
            sku: string;
            slug: string;
            /** @description Of all its pieces, after discounts, with `wrapping`. */
            total: components["schemas"]["Money"];
            /** @description With `trace=true` only. */
            trace?: components["schemas"]["TraceStep"][];
            unitPrice: components["schemas"]["Money"];
            /** @description What wrapping its pieces as a gift costs, a part of `total`; null: it is not. */
            wrapping: components["schemas"]["Money"] | null;
        };
        /** There is no such cart */
        CartNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/cart-not-found";
        };
        CartPage: {
            data: components["schemas"]["Cart"];
        };
        /** The cart has changed meanwhile */
        CartVersionStaleProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/cart-version-stale";
        };
        Category: {
            children: components["schemas"]["Child"][];
            description: string | null;
            image: components["schemas"]["Image"] | null;
            name: string;
            path: string;
            slug: string;
        };
        CategoryCard: {
            description: string | null;
            image: components["schemas"]["Image"] | null;
            name: string;
            path: string;
            slug: string;
        };
        CategoryData: {
            breadcrumbs: components["schemas"]["Crumb"][];
            category: components["schemas"]["Category"];
            facets: components["schemas"]["Facet"][];
            paging: components["schemas"]["Paging"];
            priceRange: components["schemas"]["PriceRange"] | null;
            products: components["schemas"]["ProductCard"][];
            seo: components["schemas"]["Seo"];
            sort: components["schemas"]["Sort"];
        };
        CategoryLink: {
            name: string;
            path: string;
            slug: string;
        };
        /** There is no such category */
        CategoryNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/category-not-found";
        };
        CategoryPage: {
            data: components["schemas"]["CategoryData"];
            meta: components["schemas"]["Meta"];
        };
        Change: {
            amount: components["schemas"]["Money"];
            at: string;
            /** @enum {string} */
            kind: "edited" | "refund_granted" | "returned" | "cancelled";
        };
        ChangeLine: {
            location: string;
            /** @description -1,000,000 to 1,000,000, not 0. */
            pieces: number;
            sku: string;
        };
        ChangePassword: {
            currentPassword: string;
            password: string;
        };
        Checkout: {
            cart: components["schemas"]["Cart"];
            deliveryOptions: components["schemas"]["DeliveryOption"][];
            missing: string[];
            /** @enum {string} */
            next: "lines" | "addresses" | "delivery" | "payment" | "place";
            providers: string[];
        };
        CheckoutAddresses: {
            /** @description The same as shipping when left out. */
            billingAddress?: components["schemas"]["Address"] | null;
            email?: string;
            shippingAddress: components["schemas"]["Address"];
        };
        /** Something is missing before that */
        CheckoutIncompleteProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/checkout-incomplete";
        };
        CheckoutPage: {
            data: components["schemas"]["Checkout"];
        };
        Child: {
            count: number;
            name: string;
            path: string;
            slug: string;
        };
        Code: {
            applies: boolean;
            code: string;
            /** @description Minor units, or pieces. */
            missing: number | null;
            promotion: string | null;
            /** @enum {string|null} */
            reason: "unknown-code" | "switched-off" | "not-yet" | "over" | "other-market" | "customer-group" | "not-first-order" | "used-up" | "no-goods-for-it" | "quantity" | "basket-value" | "not-combinable" | "delivery-missing" | "nothing-to-take-off" | null;
        };
        CollectionData: {
            breadcrumbs: components["schemas"]["Crumb"][];
            collection: components["schemas"]["CategoryCard"];
            facets: components["schemas"]["Facet"][];
            paging: components["schemas"]["Paging"];
            priceRange: components["schemas"]["PriceRange"] | null;
            products: components["schemas"]["ProductCard"][];
            seo: components["schemas"]["Seo"];
            sort: components["schemas"]["Sort"];
        };
        /** There is no such collection */
        CollectionNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/collection-not-found";
        };
        CollectionPage: {
            data: components["schemas"]["CollectionData"];
            meta: components["schemas"]["Meta"];
        };
        /** That password is guessed too easily */
        CommonPasswordProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/common-password";
        };
        Component: {
            name: string;
            path: string | null;
            quantity: number;
            sku: string;
        };
        ContentData: {
            breadcrumbs: components["schemas"]["Crumb"][];
            page: components["schemas"]["Words"];
            seo: components["schemas"]["Seo"];
        };
        /** There is no such page */
        ContentNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/content-not-found";
        };
        ContentPage: {
            data: components["schemas"]["ContentData"];
            meta: components["schemas"]["Meta"];
        };
        /** The content source does not answer */
        ContentSourceAwayProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/content-source-away";
        };
        /** The content source wants to be asked more slowly */
        ContentSourceBusyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/content-source-busy";
        };
        /** Content Too Large */
        ContentTooLargeProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 413;
            /** @constant */
            type?: "/problems/content-too-large";
        };
        /** That was not asked by a page of the storefront */
        CrossSiteProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 403;
            /** @constant */
            type?: "/problems/cross-site";
        };
        Crumb: {
            name: string;
            path: string;
        };
        Customer: {
            addresses: components["schemas"]["BookAddress"][];
            createdAt: string;
            email: string;
            emailVerified: boolean;
            id: string;
            name: string;
        };
        /** There is no such customer */
        CustomerNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/customer-not-found";
        };
        /** The shop cannot reach its data */
        DatabaseAwayProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/database-away";
        };
        Degraded: {
            reason: string;
            section: string;
        };
        DeliveryChoice: {
            delivery: string;
        };
        DeliveryOption: {
            code: string;
            maxDays: number;
            minDays: number;
            name: string;
            price: components["schemas"]["Money"];
        };
        Departure: {
            expiresIn: number;
            ticket: string;
            url: string;
        };
        Discount: {
            amount: components["schemas"]["Money"];
            code: string | null;
            id: string;
            name: string;
        };
        /** The provider does not vouch for the e-mail address */
        EmailNotVouchedForProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/email-not-vouched-for";
        };
        /** There is an account with that e-mail address */
        EmailTakenProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/email-taken";
        };
        Facet: {
            label: string;
            name: string;
            values: components["schemas"]["FacetValue"][];
        };
        FacetValue: {
            count: number;
            label: string;
            selected: boolean;
            value: string;
        };
        Fault: {
            detail: string;
            /** @description Path of the value, as it was sent. */
            field: string;
        };
        Forgot: {
            email: string;
        };
        Goods: {
            attributes?: {
                [key: string]: string[];
            };
            brand?: string | null;
            category: string;
            complementary?: string[];
            contentId?: string | null;
            description?: string | null;
            hiddenIn?: string[];
            images?: components["schemas"]["GoodsImage"][];
            name: string;
            options?: {
                [key: string]: string[];
            };
            related?: string[];
            tags?: string[];
            taxClass?: string;
            translations?: {
                [key: string]: components["schemas"]["GoodsWords"];
            };
            variants: components["schemas"]["GoodsVariant"][];
            visible?: {
                [key: string]: components["schemas"]["GoodsPeriod"];
            };
        };
        GoodsComponent: {
            quantity: number;
            sku: string;
        };
        GoodsImage: {
            alt: string;
            height?: number;
            url: string;
            width?: number;
        };
        GoodsPeriod: {
            from?: string | null;
            until?: string | null;
        };
        GoodsPrice: {
            compareAtMinor?: number | null;
            minor: number;
        };
        GoodsScheduledPrice: {
            compareAtMinor?: number | null;
            from: string;
            market: string;
            minor: number;
            until: string;
        };
        GoodsTier: {
            fromQuantity: number;
            group?: string | null;
            minor: number;
        };
        GoodsVariant: {
            components?: components["schemas"]["GoodsComponent"][];
            image?: components["schemas"]["GoodsImage"] | null;
            options?: {
                [key: string]: string;
            };
            prices: {
                [key: string]: components["schemas"]["GoodsPrice"];
            };
            schedule?: components["schemas"]["GoodsScheduledPrice"][];
            sku: string;
            tiers?: {
                [key: string]: components["schemas"]["GoodsTier"][];
            };
            weightGrams?: number;
        };
        GoodsWords: {
            description?: string | null;
            name?: string | null;
            slug?: string | null;
        };
        HomeData: {
            headline: string | null;
            heroImage: components["schemas"]["Image"] | null;
            intro: string | null;
            sections: components["schemas"]["Section"][];
            seo: components["schemas"]["Seo"];
        };
        HomePage: {
            data: components["schemas"]["HomeData"];
            meta: components["schemas"]["Meta"];
        };
        /** This Idempotency-Key was used for another request */
        IdempotencyKeyReusedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/idempotency-key-reused";
        };
        Identities: {
            identities: components["schemas"]["Identity"][];
            password: boolean;
        };
        Identity: {
            email: string | null;
            id: string;
            linkedAt: string;
            provider: string;
        };
        /** There is no such identity */
        IdentityNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/identity-not-found";
        };
        Image: {
            alt: string;
            focalPoint?: components["schemas"]["Point"] | null;
            height?: number | null;
            url: string;
            width?: number | null;
        };
        /** A value is not valid */
        InvalidValueProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/invalid-value";
        };
        Invoice: {
            issuedAt: string;
            /** @enum {string} */
            kind: "invoice" | "credit_note";
            /** @example I-2026-000001 */
            number: string;
            path: string;
            total: components["schemas"]["Money"];
        };
        /** There is no such invoice */
        InvoiceNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/invoice-not-found";
        };
        /** There is no such key */
        KeyNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/key-not-found";
        };
        /** Show a key of this shop */
        KeyNotGoodProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 401;
            /** @constant */
            type?: "/problems/key-not-good";
        };
        LayoutData: {
            footer: components["schemas"]["MenuItem"][];
            header: components["schemas"]["MenuItem"][];
            locale: string;
            market: string;
            markets: components["schemas"]["Market"][];
        };
        LayoutPage: {
            data: components["schemas"]["LayoutData"];
            meta: components["schemas"]["Meta"];
        };
        LevelChanges: {
            lines: components["schemas"]["ChangeLine"][];
            reference: string;
        };
        LevelLine: {
            location: string;
            /** @description 0 to 10,000,000. */
            pieces: number;
            sku: string;
        };
        Levels: {
            lines: components["schemas"]["LevelLine"][];
            reference: string;
        };
        Line: {
            /** @description Wrap its pieces together, at `giftWrapping` of the cart; left out, it stays. */
            giftWrap?: boolean;
            /** @description For whoever packs it or gets it; left out, it stays; empty or null, it goes. */
            note?: string | null;
            /** @description 0 to 99. */
            quantity: number;
            sku: string;
        };
        Lines: {
            /**
             * @description Add instead of set.
             * @default false
             */
            add?: boolean;
            lines: components["schemas"]["Line"][];
            /** @description The version that was read; if the cart has another, 409. */
            version?: number;
        };
        /** That link is not good any more */
        LinkNotGoodProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/link-not-good";
        };
        ListedWish: {
            addedAt: string;
            product: components["schemas"]["WishedProduct"] | null;
            sku: string;
        };
        Lookup: {
            /** Format: email */
            email: string;
            number: string;
        };
        Machine: {
            expiresAt: string;
            keyId: string;
            name: string;
            scopes: string[];
        };
        MachineOrder: {
            fulfilmentStatus: string;
            market: string;
            /** @example Q-7K3M-9XWA-2C */
            number: string;
            paymentStatus: string;
            placedAt: string;
            /** @enum {string} */
            status: "awaiting_payment" | "paid" | "shipped" | "cancelled";
            toShip: components["schemas"]["Pieces"][];
            total: components["schemas"]["Money"];
        };
        MachineOrders: {
            next: string | null;
            orders: components["schemas"]["MachineOrder"][];
        };
        Market: {
            code: string;
            countries: string[];
            currency: string;
            locales: string[];
            name: string;
            taxIncluded: boolean;
        };
        MenuItem: {
            children: components["schemas"]["MenuItem"][];
            path: string | null;
            title: string;
        };
        Meta: {
            builtAt: string;
            degraded: components["schemas"]["Degraded"][];
            locale: string;
            market: string;
            tags: string[];
            /** @description When what it shows was last different. */
            updatedAt: string;
            version: number;
        };
        /** Method Not Allowed */
        MethodNotAllowedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 405;
            /** @constant */
            type?: "/problems/method-not-allowed";
        };
        Money: {
            /** @example 12.99 */
            amount: string;
            /** @example USD */
            currency: string;
            /** @example 1299 */
            minor: number;
        };
        NewCart: {
            lines?: components["schemas"]["Line"][];
            locale?: string;
            market?: string;
        };
        NewPrice: {
            compareAtMinor?: number | null;
            market: string;
            minor: number;
            sku: string;
        };
        NewPrices: {
            prices: components["schemas"]["NewPrice"][];
        };
        /** No content source is configured */
        NoContentSourceProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/no-content-source";
        };
        /** The shop has no market yet */
        NoMarketsProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/no-markets";
        };
        /** Nothing was named */
        NoPiecesProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/no-pieces";
        };
        /** The shop does not know where its storefront is */
        NoStorefrontAddressProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/no-storefront-address";
        };
        /** Not Found */
        NotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/not-found";
        };
        /** The order has no such line */
        NotOnOrderProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/not-on-order";
        };
        /** Not so much is owed */
        NotOwedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/not-owed";
        };
        /** Sign in first */
        NotSignedInProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 401;
            /** @constant */
            type?: "/problems/not-signed-in";
        };
        /** The goods are not there yet */
        NotThereYetProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/not-there-yet";
        };
        /** Nothing of the order is to be paid */
        NothingOpenProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/nothing-open";
        };
        Notify: {
            email: string;
        };
        Offer: {
            at: string;
            market: string;
            slug: string;
            taxIncluded: boolean;
            variants: components["schemas"]["VariantOffer"][];
        };
        OpenGraph: {
            description: string;
            image: string | null;
            title: string;
        };
        OpenedCart: {
            billingAddress: components["schemas"]["Address"] | null;
            /** @description SKUs that this request changed. */
            changed: string[];
            codes: components["schemas"]["Code"][];
            delivery: string | null;
            /** @description With `trace=true` only. */
            deliveryTrace?: components["schemas"]["TraceStep"][];
            discounts: components["schemas"]["Discount"][];
            email: string | null;
            /** @description What wrapping a line as a gift costs here; null: nothing is wrapped. */
            giftWrapping: components["schemas"]["Money"] | null;
            lines: components["schemas"]["CartLine"][];
            locale: string;
            market: string;
            orderNumber: string | null;
            shippingAddress: components["schemas"]["Address"] | null;
            /** @description Gift cards and store credit that pay; they are taken when the payment starts. */
            tenders: components["schemas"]["Tender"][];
            /** @description What they leave of the total. */
            toPay: components["schemas"]["Money"];
            /** @description Send it as X-Cart-Token; it is told only here. */
            token: string;
            totalQuantity: number;
            totals: components["schemas"]["Totals"];
            version: number;
            warnings: components["schemas"]["Warning"][];
        };
        Option: {
            name: string;
            values: string[];
        };
        Order: {
            balance: components["schemas"]["Balance"];
            billingAddress: components["schemas"]["Address"];
            changes: components["schemas"]["Change"][];
            delivery: components["schemas"]["OrderDelivery"];
            discounts: components["schemas"]["Discount"][];
            email: string;
            /** @enum {string} */
            fulfilmentStatus: "unfulfilled" | "partially_shipped" | "shipped" | "delivered" | "partially_returned" | "returned";
            invoices: components["schemas"]["Invoice"][];
            lines: components["schemas"]["OrderLine"][];
            locale: string;
            market: string;
            /** @example Q-7K3M-9XWA-2C */
            number: string;
            /** @enum {string} */
            paymentStatus: "unpaid" | "authorised" | "partially_paid" | "paid" | "partially_refunded" | "refunded";
            placedAt: string;
            provider: string;
            returnable: components["schemas"]["Returnable"];
            returns: components["schemas"]["Return"][];
            /** @description The latest of `shipments`. */
            shipment: components["schemas"]["Shipment"] | null;
            shipments: components["schemas"]["Shipment"][];
            shippingAddress: components["schemas"]["Address"];
            /** @enum {string} */
            status: "awaiting_payment" | "paid" | "shipped" | "cancelled";
            tenders: components["schemas"]["OrderTender"][];
            timeline: components["schemas"]["Timeline"][];
            totals: components["schemas"]["Totals"];
        };
        OrderDelivery: {
            code: string;
            name: string;
        };
        OrderLine: {
            /** @description Pieces taken off before they left. */
            cancelled: number;
            compareAtPrice: components["schemas"]["Money"] | null;
            /** @description What the promotions of the basket took off. */
            discount: components["schemas"]["Money"];
            image: string | null;
            name: string;
            note: string | null;
            options: {
                [key: string]: string;
            };
            path: string;
            quantity: number;
            /** @description Pieces that have come back. */
            returned: number;
            /** @description Pieces that have left. */
            shipped: number;
            sku: string;
            slug: string;
            tax: components["schemas"]["Money"];
            /** @description Of all its pieces, after discounts, with `wrapping`. */
            total: components["schemas"]["Money"];
            /** @description With `trace=true` only. */
            trace?: components["schemas"]["TraceStep"][];
            unitPrice: components["schemas"]["Money"];
            /** @description What wrapping its pieces as a gift costs, a part of `total`; null: it is not. */
            wrapping: components["schemas"]["Money"] | null;
        };
        /** There is no such order */
        OrderNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/order-not-found";
        };
        OrderPage: {
            data: components["schemas"]["Order"];
        };
        OrderSummary: {
            number: string;
            placedAt: string;
            status: string;
            total: components["schemas"]["Money"];
            totalQuantity: number;
        };
        OrderTender: {
            amount: components["schemas"]["Money"];
            ending: string;
            kind: string;
        };
        Orders: {
            next: string | null;
            orders: components["schemas"]["OrderSummary"][];
        };
        OrdersPage: {
            data: components["schemas"]["Orders"];
        };
        /** Not enough stock */
        OutOfStockProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/out-of-stock";
        };
        /** The page is being built */
        PageUnderWayProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/page-under-way";
        };
        PaginationMetadata: {
            /** @description First available page number. */
            first_page?: number;
            /** @description Last available page number. */
            last_page?: number;
            /** @description Next page number. */
            next_page?: number;
            /** @description Current page number. */
            page?: number;
            /** @description Previous page number. */
            previous_page?: number;
            /** @description Total number of items. */
            total?: number;
            /** @description Total number of pages. */
            total_pages?: number;
        };
        Paging: {
            next: string | null;
            size: number;
            total: number;
        };
        Parcel: {
            carrier: string;
            lines?: components["schemas"]["ShippedLine"][];
            trackingCode?: string | null;
        };
        Password: {
            password: string;
        };
        /** Too many are signing in at this moment */
        PasswordsBusyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/passwords-busy";
        };
        Path: {
            /** @example /product/harbour-mug */
            path: string;
            slug: string;
            /** @description When what the page shows was last different. */
            updatedAt: string;
        };
        Paths: {
            data: components["schemas"]["PathsData"];
            meta: components["schemas"]["PathsMeta"];
        };
        PathsData: {
            /** @description Send it as `after`; null at the end. */
            next: string | null;
            paths: components["schemas"]["Path"][];
        };
        PathsMeta: {
            locale: string;
            market: string;
            /** @description A purge of any of them makes this stale. */
            tags: string[];
            /** @description Of the pages as they were when this was read, at least. */
            version: number;
        };
        PaymentChoice: {
            /** @description The total that the shopper saw: if it is another one, 409 `price-changed`. */
            expectedTotalMinor?: number;
            /** @description Keep the card that is used, for whoever is signed in; of a guest none is kept. */
            keepCard?: boolean;
            provider: string;
        };
        /** There is no such payment */
        PaymentNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/payment-not-found";
        };
        /** The payment provider does not answer */
        PaymentProviderAwayProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/payment-provider-away";
        };
        /** The payment provider has failed and must be asked again */
        PaymentProviderStuckProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/payment-provider-stuck";
        };
        /** The payment provider refuses */
        PaymentRefusedByProviderProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/payment-refused-by-provider";
        };
        /** The earlier payment is still being worked on */
        PaymentUnderWayProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/payment-under-way";
        };
        Pieces: {
            quantity: number;
            sku: string;
        };
        Placed: {
            order: components["schemas"]["Order"];
        };
        PlacesMeta: {
            market: string;
            /** @description A purge of any of them makes this stale. */
            tags: string[];
            /** @description Of the pages as they were when this was read, at least. */
            version: number;
        };
        Point: {
            x: number;
            y: number;
        };
        Post: {
            author: components["schemas"]["Author"] | null;
            body: {
                [key: string]: unknown;
            } | null;
            bodyHtml: string;
            excerpt: string | null;
            image: components["schemas"]["Image"] | null;
            path: string;
            publishedAt: string | null;
            slug: string;
            tags: string[];
            title: string;
        };
        PostCard: {
            author: components["schemas"]["Author"] | null;
            excerpt: string | null;
            image: components["schemas"]["Image"] | null;
            path: string;
            publishedAt: string | null;
            slug: string;
            tags: string[];
            title: string;
        };
        PostData: {
            breadcrumbs: components["schemas"]["Crumb"][];
            post: components["schemas"]["Post"];
            seo: components["schemas"]["Seo"];
        };
        PostPage: {
            data: components["schemas"]["PostData"];
            meta: components["schemas"]["Meta"];
        };
        /** This preview is not open to you */
        PreviewRefusedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 403;
            /** @constant */
            type?: "/problems/preview-refused";
        };
        Price: {
            compareAtPrice: components["schemas"]["Money"] | null;
            /** @description With a reduced price only: the lowest of the 30 days before the reduction. */
            lowestPrice30Days: components["schemas"]["Money"] | null;
            price: components["schemas"]["Money"];
            tiers: components["schemas"]["Tier"][];
        };
        /** The total is another one than was expected */
        PriceChangedProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/price-changed";
        };
        PriceRange: {
            max: components["schemas"]["Money"];
            min: components["schemas"]["Money"];
        };
        Problem: {
            detail: string;
            errors?: components["schemas"]["Fault"][];
            status: number;
            title: string;
            /** @example /problems/out-of-stock */
            type: string;
        } & {
            [key: string]: unknown;
        };
        Product: {
            attributes: components["schemas"]["Attribute"][];
            available: boolean;
            brand: string | null;
            bundles: components["schemas"]["Bundle"][];
            createdAt: string;
            description: string | null;
            /** @description What the shop calls it, in every language: ask for offers by it. */
            handle: string;
            images: components["schemas"]["Image"][];
            name: string;
            options: components["schemas"]["Option"][];
            path: string;
            priceRange: components["schemas"]["PriceRange"];
            slug: string;
            tags: string[];
            taxIncluded: boolean;
            variantMatrix: components["schemas"]["VariantMatrix"];
            /** @description Empty where there are more than 50: `variantMatrix` has them all. */
            variants: components["schemas"]["Variant"][];
        };
        ProductCard: {
            available: boolean;
            brand: string | null;
            category: string;
            compareAtPrice: components["schemas"]["Money"] | null;
            createdAt: string;
            hoverImage: components["schemas"]["Image"] | null;
            image: components["schemas"]["Image"] | null;
            name: string;
            path: string;
            priceRange: components["schemas"]["PriceRange"];
            slug: string;
            summary: string | null;
            tags: string[];
        };
        ProductContent: {
            description: {
                [key: string]: unknown;
            } | null;
            descriptionHtml: string;
            entryId: string;
            highlights: string[];
            summary: string | null;
        };
        ProductData: {
            breadcrumbs: components["schemas"]["Crumb"][];
            category: components["schemas"]["CategoryLink"];
            complementary: components["schemas"]["ProductCard"][];
            content: components["schemas"]["ProductContent"] | null;
            product: components["schemas"]["Product"];
            related: components["schemas"]["ProductCard"][];
            seo: components["schemas"]["Seo"];
        };
        /** There is no such product */
        ProductNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/product-not-found";
        };
        ProductPage: {
            data: components["schemas"]["ProductData"];
            meta: components["schemas"]["Meta"];
        };
        Profile: {
            name: string;
        };
        /** More is promised than would be left */
        PromisedToOthersProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/promised-to-others";
        };
        /** A promotion has been used as often as it may be */
        PromotionUsedUpProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/promotion-used-up";
        };
        /** Type the password once more */
        ProofNeededProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 403;
            /** @constant */
            type?: "/problems/proof-needed";
        };
        Provider: {
            /** @description The total that the shopper saw: if it is another one, 409 `price-changed`. */
            expectedTotalMinor?: number;
            provider: string;
        };
        /** The provider does not answer */
        ProviderAwayProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/provider-away";
        };
        /** Nobody signs in here with that provider */
        ProviderNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/provider-not-found";
        };
        /** That sign-in is not good */
        ProviderSignInNotGoodProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/provider-sign-in-not-good";
        };
        Redirect: {
            data: components["schemas"]["RedirectData"];
            meta: components["schemas"]["Tags"];
        };
        RedirectData: {
            permanent: boolean;
            /** @description 301 or 302. */
            status: number;
            /** @description 308 or 307: the same with the method kept, as Next.js redirects. */
            strictStatus: number;
            /**
             * @description A path of the shop, or an https address.
             * @example /product/new-mug
             */
            target: string;
        };
        /** That address leads nowhere else */
        RedirectNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/redirect-not-found";
        };
        Refresh: {
            refreshToken?: string;
        };
        Region: {
            /** @example NV */
            code: string;
            /** @example Nevada */
            name: string;
        };
        Register: {
            email: string;
            name: string;
            password: string;
        };
        Reorder: {
            orderNumber: string;
        };
        Reported: {
            pieces: number[];
        };
        Repriced: {
            /** @description Prices that were others before. */
            changed: number;
        };
        /** The same request is still being worked on */
        RequestInProgressProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/request-in-progress";
        };
        Reset: {
            password: string;
            token: string;
        };
        Return: {
            askedAt: string;
            lines: components["schemas"]["ReturnLine"][];
            /** @example R-7K3M-9XWA */
            number: string;
            /** @enum {string} */
            state: "asked" | "approved" | "refused" | "received" | "inspected";
        };
        ReturnLine: {
            note: string | null;
            quantity: number;
            /** @enum {string} */
            reason: "damaged" | "wrong_item" | "not_as_described" | "does_not_fit" | "changed_mind" | "late" | "other";
            received: number;
            /** @description Pieces that were paid back. */
            refunded: number;
            sku: string;
        };
        Returnable: {
            lines: components["schemas"]["Pieces"][];
            reasons: string[];
            until: string | null;
        };
        /** The key does not open that */
        ScopeMissingProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 403;
            /** @constant */
            type?: "/problems/scope-missing";
        };
        /** The search does not answer */
        SearchAwayProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/search-away";
        };
        SearchData: {
            didYouMean: string | null;
            facets: components["schemas"]["Facet"][];
            /** @description What sells best, where nothing was found. */
            fallback: components["schemas"]["ProductCard"][];
            paging: components["schemas"]["Paging"];
            priceRange: components["schemas"]["PriceRange"] | null;
            products: components["schemas"]["ProductCard"][];
            query: string;
            seo: components["schemas"]["Seo"];
            sort: components["schemas"]["Sort"];
        };
        SearchPage: {
            data: components["schemas"]["SearchData"];
            meta: components["schemas"]["Meta"];
        };
        Section: {
            bodyHtml: string;
            categories: components["schemas"]["CategoryCard"][];
            kind: string;
            products: components["schemas"]["ProductCard"][];
            title: string | null;
        };
        Seo: {
            /** @description The same page in every market and language, for `hreflang`. */
            alternates: components["schemas"]["Alternate"][];
            canonicalPath: string;
            description: string;
            jsonLd: {
                [key: string]: unknown;
            } | null;
            locales: string[];
            openGraph: components["schemas"]["OpenGraph"];
            robots: string;
            title: string;
        };
        Session: {
            current: boolean;
            device: string;
            endsAt: string;
            id: string;
            lastUsedAt: string;
            startedAt: string;
        };
        /** There is no such sign-in */
        SessionNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/session-not-found";
        };
        Sessions: {
            sessions: components["schemas"]["Session"][];
        };
        Shelf: {
            count: number;
            name: string;
            path: string;
        };
        Shipment: {
            carrier: string;
            deliveredAt: string | null;
            lines: components["schemas"]["Pieces"][];
            position: number;
            shippedAt: string;
            trackingCode: string | null;
        };
        ShippedLine: {
            quantity: number;
            sku: string;
        };
        SignIn: {
            email: string;
            password: string;
        };
        SignInProvider: {
            /** @example Google */
            label: string;
            /** @example google */
            name: string;
        };
        SignInProviders: {
            providers: components["schemas"]["SignInProvider"][];
        };
        SignedIn: {
            accessToken?: string;
            customer: components["schemas"]["Customer"];
            expiresIn: number;
            refreshToken?: string;
        };
        Sitemap: {
            data: components["schemas"]["SitemapData"];
            meta: components["schemas"]["PlacesMeta"];
        };
        SitemapData: {
            urls: components["schemas"]["SitemapUrl"][];
        };
        SitemapIndex: {
            data: components["schemas"]["SitemapIndexData"];
            meta: components["schemas"]["PlacesMeta"];
        };
        SitemapIndexData: {
            types: components["schemas"]["SitemapParts"][];
        };
        /** The sitemap has no such part */
        SitemapPartNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/sitemap-part-not-found";
        };
        SitemapParts: {
            /** @description Ask for each: `/v1/sitemap/{type}/1` to this number. */
            parts: number;
            type: string;
            /** @description When the parts were planned last. */
            urls: number;
        };
        SitemapUrl: {
            alternates: components["schemas"]["Alternates"];
            lastModified: string;
            locale: string;
            path: string;
        };
        /** Another product has that SKU */
        SkuTakenProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/sku-taken";
        };
        Sort: {
            current: string;
            options: string[];
        };
        StartedPayment: {
            amount: components["schemas"]["Money"];
            clientSecret: string | null;
            next: string;
            paymentId: string;
            provider: string;
            publishableKey: string | null;
        };
        StockLevel: {
            available: number;
            held: number;
            location: string;
            sku: string;
            /** @description Ever, less what came back. */
            sold: number;
        };
        StockLevels: {
            levels: components["schemas"]["StockLevel"][];
            next: string | null;
        };
        /** The stock has moved meanwhile */
        StockMovedMeanwhileProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/stock-moved-meanwhile";
        };
        Suggest: {
            categories: components["schemas"]["Shelf"][];
            products: components["schemas"]["ProductCard"][];
            queries: string[];
            query: string;
        };
        /** The order is paid by another payment */
        SupersededPaymentProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/superseded-payment";
        };
        Tags: {
            /** @description A purge of any of them makes this stale. */
            tags: string[];
        };
        Tender: {
            amount: components["schemas"]["Money"];
            balance: components["schemas"]["Money"];
            ending: string;
            id: string;
            /** @enum {string} */
            kind: "gift_card" | "store_credit";
        };
        /** A gift card or the store credit has not that much any more */
        TenderShortProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/tender-short";
        };
        Tier: {
            fromQuantity: number;
            price: components["schemas"]["Money"];
        };
        Timeline: {
            at: string;
            what: string;
        };
        Token: {
            token: string;
        };
        /** Too many requests are waiting */
        TooBusyProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 503;
            /** @constant */
            type?: "/problems/too-busy";
        };
        /** The time for returning has passed */
        TooLateToReturnProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/too-late-to-return";
        };
        /** A list is not narrowed by so much at once */
        TooManyFiltersProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/too-many-filters";
        };
        /** The order has not that many pieces for that */
        TooManyPiecesProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/too-many-pieces";
        };
        /** Too Many Requests */
        TooManyRequestsProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 429;
            /** @constant */
            type?: "/problems/too-many-requests";
        };
        /** There is no room for more wishes */
        TooManyWishesProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/too-many-wishes";
        };
        Totals: {
            delivery: components["schemas"]["Money"];
            discount: components["schemas"]["Money"];
            subtotal: components["schemas"]["Money"];
            tax: components["schemas"]["Money"];
            /** @description The tax service does not answer; these are our own rates. */
            taxEstimated: boolean;
            taxIncluded: boolean;
            total: components["schemas"]["Money"];
        };
        TraceStep: {
            amount: components["schemas"]["Money"];
            basisPoints: number | null;
            code: string | null;
            /** @description SKU, price list, promotion or tax class. */
            id: string;
            /** @description Tax that the amount holds already. */
            inside: components["schemas"]["Money"] | null;
            /** @enum {string} */
            kind: "base" | "list" | "promotion" | "tax" | "rounding" | "wrapping";
        };
        /** Nothing can be delivered to that address */
        UndeliverableAddressProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/undeliverable-address";
        };
        /** There is no such delivery */
        UnknownDeliveryProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/unknown-delivery";
        };
        /** Nothing here has that facet */
        UnknownFacetProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/unknown-facet";
        };
        /** There is no such gift card */
        UnknownGiftCardProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/unknown-gift-card";
        };
        /** The market has no such locale */
        UnknownLocaleProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/unknown-locale";
        };
        /** There is no such market */
        UnknownMarketProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/unknown-market";
        };
        /** There is no such type of page */
        UnknownPageTypeProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/unknown-page-type";
        };
        /** There is no such payment provider */
        UnknownProviderProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/unknown-provider";
        };
        /** There is no such SKU */
        UnknownSkuProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/unknown-sku";
        };
        /** Lists are not sorted like that */
        UnknownSortProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/unknown-sort";
        };
        /** No page has that version yet */
        UnknownVersionProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/unknown-version";
        };
        /** Unsupported Media Type */
        UnsupportedMediaTypeProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 415;
            /** @constant */
            type?: "/problems/unsupported-media-type";
        };
        Variant: {
            available: boolean;
            compareAtPrice: components["schemas"]["Money"] | null;
            image: components["schemas"]["Image"] | null;
            /** @description With a reduced price only: the lowest of the 30 days before the reduction. */
            lowestPrice30Days: components["schemas"]["Money"] | null;
            options: {
                [key: string]: string;
            };
            price: components["schemas"]["Money"];
            /** @description Of what is sold ahead: from when on it is sent, if that is known. A day that staff named is the moment in UTC at which it begins in the shop's time zone: show it in that zone. */
            shipsFrom: string | null;
            sku: string;
            /**
             * @description Sent at once, sold before it is there, or not to be had.
             * @enum {string}
             */
            state: "in-stock" | "back-order" | "pre-order" | "out";
            tiers: components["schemas"]["Tier"][];
            weightGrams: number;
        };
        VariantMatrix: {
            available: boolean[];
            image: (number | null)[];
            images: components["schemas"]["Image"][];
            price: number[];
            prices: components["schemas"]["Price"][];
            shipsFrom: (string | null)[];
            skus: string[];
            state: ("in-stock" | "back-order" | "pre-order" | "out")[];
            values: number[][];
            weightGrams: number[];
        };
        VariantOffer: {
            available: boolean;
            compareAtPrice: components["schemas"]["Money"] | null;
            /** @description How many, when there are few; else null. */
            left: number | null;
            /** @description With a reduced price only: the lowest of the 30 days before the reduction. */
            lowestPrice30Days: components["schemas"]["Money"] | null;
            price: components["schemas"]["Money"];
            /** @description Of what is sold ahead: from when on it is sent, if that is known. A day that staff named is the moment in UTC at which it begins in the shop's time zone: show it in that zone. */
            shipsFrom: string | null;
            sku: string;
            /**
             * @description Sent at once, sold before it is there, or not to be had.
             * @enum {string}
             */
            state: "in-stock" | "back-order" | "pre-order" | "out";
            tiers: components["schemas"]["Tier"][];
        };
        Warning: {
            /** @enum {string} */
            code: "not-sold" | "sold-out" | "low-stock" | "price-changed" | "discount-lapsed" | "delivery-stale" | "wrapping-missing";
            detail: string;
            discountCode: string | null;
            sku: string | null;
        };
        Wish: {
            note?: string | null;
            /** @description 1 to 99. */
            quantity: number;
            /** @enum {string} */
            reason: "damaged" | "wrong_item" | "not_as_described" | "does_not_fit" | "changed_mind" | "late" | "other";
            sku: string;
        };
        WishList: {
            createdAt: string;
            id: string;
            name: string;
            wishes: components["schemas"]["ListedWish"][];
        };
        WishListName: {
            name: string;
        };
        /** There is no such wish list */
        WishListNotFoundProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 404;
            /** @constant */
            type?: "/problems/wish-list-not-found";
        };
        WishLists: {
            lists: components["schemas"]["WishList"][];
        };
        WishedProduct: {
            available: boolean;
            compareAtPrice: components["schemas"]["Money"] | null;
            image: string | null;
            name: string;
            options: {
                [key: string]: string;
            };
            path: string;
            price: components["schemas"]["Money"];
        };
        Wishes: {
            lines: components["schemas"]["Wish"][];
        };
        Words: {
            body: {
                [key: string]: unknown;
            } | null;
            bodyHtml: string;
            createdAt: string | null;
            path: string;
            slug: string;
            title: string;
        };
        /** That is not the token of this sign-in */
        WrongCsrfTokenProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 403;
            /** @constant */
            type?: "/problems/wrong-csrf-token";
        };
        /** The order is not in a state for that */
        WrongOrderStateProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 409;
            /** @constant */
            type?: "/problems/wrong-order-state";
        };
        /** That is not the password */
        WrongPasswordProblem: components["schemas"]["Problem"] & {
            /** @constant */
            status?: 422;
            /** @constant */
            type?: "/problems/wrong-password";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The methods that the path has. */
        Allow: string;
        /** @description How long, and by whom, the answer may be kept. */
        "Cache-Control": string;
        /** @description What the answer was made of, for an edge that purges by tag. */
        "Cache-Tag": string;
        /** @description Since when nobody should build on it (RFC 9745): `@` and Unix seconds. */
        Deprecation: string;
        /** @description Send it as `If-None-Match`: 304 while nothing has changed. */
        ETag: string;
        /** @description `true` where this is the answer that the same key was given before. */
        "Idempotent-Replayed": string;
        /** @description Seconds after which to try again. */
        "Retry-After": number;
        /** @description From when it may be gone (RFC 8594). */
        Sunset: string;
        /** @description `Bearer`: send an access token. */
        "WWW-Authenticate": string;
        /** @description The name of the request in the shop's log: the caller's own, or a new one. */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAddressesByCountry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                country: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressForm"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postAuthEmailConfirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Token"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description email-taken */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["EmailTakenProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description invalid-value, link-not-good */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["LinkNotGoodProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postAuthLogin: {
        parameters: {
            query?: never;
            header?: {
                /** @description Where the tokens of the answer are: in its body, or in `__Host-` cookies that no script reads. */
                "X-Tokens-In"?: "body" | "cookies";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, passwords-busy, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PasswordsBusyProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postAuthLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postAuthLogoutEverywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, proof-needed, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["ProofNeededProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getAuthOidc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInProviders"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postAuthOidcByProvider: {
        parameters: {
            query?: {
                fresh?: boolean;
            };
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Departure"];
                };
            };
            /** @description bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description not-found, provider-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["ProviderNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, provider-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["ProviderAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postAuthOidcByProviderCallback: {
        parameters: {
            query?: never;
            header?: {
                /** @description Where the tokens of the answer are: in its body, or in `__Host-` cookies that no script reads. */
                "X-Tokens-In"?: "body" | "cookies";
            };
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Arrival"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description not-found, provider-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["ProviderNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description account-not-proved, email-not-vouched-for */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["AccountNotProvedProblem"] | components["schemas"]["EmailNotVouchedForProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description invalid-value, provider-sign-in-not-good */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["ProviderSignInNotGoodProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, provider-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["ProviderAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postAuthPasswordForgot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Forgot"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postAuthPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reset"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description common-password, invalid-value, link-not-good */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CommonPasswordProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["LinkNotGoodProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, passwords-busy, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PasswordsBusyProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postAuthRefresh: {
        parameters: {
            query?: never;
            header?: {
                /** @description Where the tokens of the answer are: in its body, or in `__Host-` cookies that no script reads. */
                "X-Tokens-In"?: "body" | "cookies";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postAuthRegister: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Register"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description common-password, invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CommonPasswordProblem"] | components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, passwords-busy, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PasswordsBusyProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getCart: {
        parameters: {
            query?: {
                /** @description Say of every amount how it came about. */
                trace?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description cart-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewCart"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedCart"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description cart-full, idempotency-key-reused, invalid-value, no-markets, unknown-locale, unknown-market, unknown-sku */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartFullProblem"] | components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownSkuProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    patchCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CartChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description cart-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"];
                };
            };
            /** @description cart-busy, request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartBusyProblem"] | components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-markets, unknown-gift-card, unknown-locale, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownGiftCardProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postCartClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description cart-not-found, customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"] | components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description cart-busy, request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartBusyProblem"] | components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postCartLines: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Lines"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description cart-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"];
                };
            };
            /** @description cart-busy, cart-version-stale, request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartBusyProblem"] | components["schemas"]["CartVersionStaleProblem"] | components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description cart-full, idempotency-key-reused, invalid-value, no-markets, unknown-market, unknown-sku */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartFullProblem"] | components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownSkuProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postCartReorder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reorder"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description cart-not-found, order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"] | components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description cart-busy, cart-version-stale, request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartBusyProblem"] | components["schemas"]["CartVersionStaleProblem"] | components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description cart-full, idempotency-key-reused, invalid-value, no-markets, unknown-market, unknown-sku */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartFullProblem"] | components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownSkuProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description cart-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"];
                };
            };
            /** @description no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description carrier-away, database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CarrierAwayProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    putCheckoutAddresses: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckoutAddresses"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description cart-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"];
                };
            };
            /** @description cart-busy, request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartBusyProblem"] | components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-markets, undeliverable-address, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UndeliverableAddressProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description carrier-away, database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CarrierAwayProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    putCheckoutDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliveryChoice"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description cart-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"];
                };
            };
            /** @description cart-busy, checkout-incomplete, request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartBusyProblem"] | components["schemas"]["CheckoutIncompleteProblem"] | components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-markets, unknown-delivery, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownDeliveryProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description carrier-away, database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CarrierAwayProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postCheckoutPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentChoice"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedPayment"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description cart-not-found, customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"] | components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description already-paid, cannot-sell, cart-changed, checkout-incomplete, not-owed, out-of-stock, payment-refused-by-provider, payment-under-way, price-changed, promotion-used-up, request-in-progress, superseded-payment, tender-short, wrong-order-state */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["AlreadyPaidProblem"] | components["schemas"]["CannotSellProblem"] | components["schemas"]["CartChangedProblem"] | components["schemas"]["CheckoutIncompleteProblem"] | components["schemas"]["NotOwedProblem"] | components["schemas"]["OutOfStockProblem"] | components["schemas"]["PaymentRefusedByProviderProblem"] | components["schemas"]["PaymentUnderWayProblem"] | components["schemas"]["PriceChangedProblem"] | components["schemas"]["PromotionUsedUpProblem"] | components["schemas"]["RequestInProgressProblem"] | components["schemas"]["SupersededPaymentProblem"] | components["schemas"]["TenderShortProblem"] | components["schemas"]["WrongOrderStateProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-markets, unknown-market, unknown-provider */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownProviderProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description carrier-away, database-away, payment-provider-away, payment-provider-stuck, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CarrierAwayProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PaymentProviderAwayProblem"] | components["schemas"]["PaymentProviderStuckProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postCheckoutPlace: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Placed"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description cart-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"];
                };
            };
            /** @description cart-changed, checkout-incomplete, not-owed, out-of-stock, payment-refused-by-provider, promotion-used-up, request-in-progress, superseded-payment, tender-short, wrong-order-state */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartChangedProblem"] | components["schemas"]["CheckoutIncompleteProblem"] | components["schemas"]["NotOwedProblem"] | components["schemas"]["OutOfStockProblem"] | components["schemas"]["PaymentRefusedByProviderProblem"] | components["schemas"]["PromotionUsedUpProblem"] | components["schemas"]["RequestInProgressProblem"] | components["schemas"]["SupersededPaymentProblem"] | components["schemas"]["TenderShortProblem"] | components["schemas"]["WrongOrderStateProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, no-markets, unknown-market, unknown-provider */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownProviderProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, payment-provider-away, payment-provider-stuck, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PaymentProviderAwayProblem"] | components["schemas"]["PaymentProviderStuckProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postHooksContentful: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-content-signature, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadContentSignatureProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description database-away, no-content-source, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["NoContentSourceProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postHooksStripe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-request, bad-signature */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadRequestProblem"] | components["schemas"]["BadSignatureProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unknown-provider */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnknownProviderProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMachine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Machine"];
                };
            };
            /** @description key-not-good */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["KeyNotGoodProblem"];
                };
            };
            /** @description key-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["KeyNotFoundProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMachineOrders: {
        parameters: {
            query?: {
                /** @description `next` of an earlier answer. */
                after?: string;
                limit?: number;
                status?: "awaiting_payment" | "paid" | "shipped" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineOrders"];
                };
            };
            /** @description key-not-good */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["KeyNotGoodProblem"];
                };
            };
            /** @description scope-missing */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeMissingProblem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description bad-cursor, invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadCursorProblem"] | components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMachineOrdersByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description key-not-good */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["KeyNotGoodProblem"];
                };
            };
            /** @description scope-missing */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeMissingProblem"];
                };
            };
            /** @description not-found, order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postMachineOrdersByNumberShipments: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key": string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Parcel"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description key-not-good */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["KeyNotGoodProblem"];
                };
            };
            /** @description cross-site, scope-missing, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["ScopeMissingProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description not-found, order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description not-there-yet, request-in-progress, too-many-pieces, wrong-order-state */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotThereYetProblem"] | components["schemas"]["RequestInProgressProblem"] | components["schemas"]["TooManyPiecesProblem"] | components["schemas"]["WrongOrderStateProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-pieces, not-on-order */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoPiecesProblem"] | components["schemas"]["NotOnOrderProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postMachinePrices: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPrices"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repriced"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description key-not-good */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["KeyNotGoodProblem"];
                };
            };
            /** @description cross-site, scope-missing, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["ScopeMissingProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-markets */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    putMachineProductsBySlug: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key": string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Goods"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description key-not-good */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["KeyNotGoodProblem"];
                };
            };
            /** @description cross-site, scope-missing, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["ScopeMissingProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description address-taken, request-in-progress, sku-taken */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["AddressTakenProblem"] | components["schemas"]["RequestInProgressProblem"] | components["schemas"]["SkuTakenProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description bad-file, idempotency-key-reused, invalid-value, no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadFileProblem"] | components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMachineStock: {
        parameters: {
            query?: {
                /** @description `next` of an earlier answer. */
                after?: string;
                limit?: number;
                sku?: string;
                location?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevels"];
                };
            };
            /** @description key-not-good */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["KeyNotGoodProblem"];
                };
            };
            /** @description scope-missing */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ScopeMissingProblem"];
                };
            };
            /** @description bad-cursor, invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadCursorProblem"] | components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    putMachineStock: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Levels"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reported"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description key-not-good */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["KeyNotGoodProblem"];
                };
            };
            /** @description cross-site, scope-missing, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["ScopeMissingProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description promised-to-others, request-in-progress, stock-moved-meanwhile */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PromisedToOthersProblem"] | components["schemas"]["RequestInProgressProblem"] | components["schemas"]["StockMovedMeanwhileProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postMachineStockChanges: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LevelChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reported"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description key-not-good */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["KeyNotGoodProblem"];
                };
            };
            /** @description cross-site, scope-missing, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["ScopeMissingProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description promised-to-others, request-in-progress, stock-moved-meanwhile */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PromisedToOthersProblem"] | components["schemas"]["RequestInProgressProblem"] | components["schemas"]["StockMovedMeanwhileProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    patchMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Profile"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMeAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Addresses"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postMeAddresses: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Address"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Addresses"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description address-book-full, request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["AddressBookFullProblem"] | components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, undeliverable-address */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["UndeliverableAddressProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    putMeAddressesByAddressId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                address_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Address"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Addresses"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description address-not-found, customer-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["AddressNotFoundProblem"] | components["schemas"]["CustomerNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, undeliverable-address */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["UndeliverableAddressProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    deleteMeAddressesByAddressId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                address_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description address-not-found, customer-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["AddressNotFoundProblem"] | components["schemas"]["CustomerNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMeCards: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cards"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description payment-refused-by-provider */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PaymentRefusedByProviderProblem"];
                };
            };
            /** @description unknown-provider */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnknownProviderProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, payment-provider-away, payment-provider-stuck, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PaymentProviderAwayProblem"] | components["schemas"]["PaymentProviderStuckProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postMeCards: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardSetup"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description payment-refused-by-provider, request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PaymentRefusedByProviderProblem"] | components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, unknown-provider */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["UnknownProviderProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, payment-provider-away, payment-provider-stuck, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PaymentProviderAwayProblem"] | components["schemas"]["PaymentProviderStuckProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    deleteMeCardsByCardId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                card_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description card-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CardNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description payment-refused-by-provider, request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PaymentRefusedByProviderProblem"] | components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, unknown-provider */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["UnknownProviderProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, payment-provider-away, payment-provider-stuck, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PaymentProviderAwayProblem"] | components["schemas"]["PaymentProviderStuckProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    putMeEmail: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, wrong-password */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["WrongPasswordProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, passwords-busy, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PasswordsBusyProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postMeEmailProof: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMeIdentities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identities"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    deleteMeIdentitiesByIdentityId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                identity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, proof-needed, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["ProofNeededProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description identity-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdentityNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMeOrders: {
        parameters: {
            query?: {
                /** @description `next` of an earlier answer. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Orders"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description bad-cursor, invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadCursorProblem"] | components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    putMePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description common-password, idempotency-key-reused, invalid-value, wrong-password */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CommonPasswordProblem"] | components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["WrongPasswordProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, passwords-busy, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PasswordsBusyProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postMeProof: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Password"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, wrong-password */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["WrongPasswordProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, passwords-busy, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PasswordsBusyProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    deleteMeSessionsBySessionId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, proof-needed, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["ProofNeededProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description not-found, session-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["SessionNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMeWishlists: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishLists"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-locale, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postMeWishlists: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WishListName"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishList"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description request-in-progress, too-many-wishes */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"] | components["schemas"]["TooManyWishesProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getMeWishlistsByListId: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: never;
            path: {
                list_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishList"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description not-found, wish-list-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["WishListNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-locale, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    deleteMeWishlistsByListId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                list_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    patchMeWishlistsByListId: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                list_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WishListName"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishList"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description not-found, wish-list-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["WishListNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-markets, unknown-locale, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    putMeWishlistsByListIdWishesBySku: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                list_id: string;
                sku: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishList"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description not-found, wish-list-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["WishListNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress, too-many-wishes */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"] | components["schemas"]["TooManyWishesProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-markets, unknown-locale, unknown-market, unknown-sku */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownSkuProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    deleteMeWishlistsByListIdWishesBySku: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                list_id: string;
                sku: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WishList"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description not-found, wish-list-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["WishListNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-markets, unknown-locale, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postOrdersLookup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Lookup"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getOrdersByNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description The token of a link that was mailed to the order's address. */
                "X-Order-Token"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description cart-not-found, not-found, order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"] | components["schemas"]["NotFoundProblem"] | components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postOrdersByNumberClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description The token of a link that was mailed to the order's address. */
                "X-Order-Token"?: string;
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description not-found, order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getOrdersByNumberInvoicePdf: {
        parameters: {
            query?: never;
            header?: {
                /** @description The token of a link that was mailed to the order's address. */
                "X-Order-Token"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description cart-not-found, invoice-not-found, not-found, order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"] | components["schemas"]["InvoiceNotFoundProblem"] | components["schemas"]["NotFoundProblem"] | components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getOrdersByNumberInvoicesByInvoiceNumberPdf: {
        parameters: {
            query?: never;
            header?: {
                /** @description The token of a link that was mailed to the order's address. */
                "X-Order-Token"?: string;
            };
            path: {
                number: string;
                invoice_number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description cart-not-found, invoice-not-found, not-found, order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"] | components["schemas"]["InvoiceNotFoundProblem"] | components["schemas"]["NotFoundProblem"] | components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postOrdersByNumberPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key": string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Provider"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedPayment"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description cart-not-found, not-found, order-not-found, payment-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"] | components["schemas"]["NotFoundProblem"] | components["schemas"]["OrderNotFoundProblem"] | components["schemas"]["PaymentNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description nothing-open, payment-refused-by-provider, request-in-progress, wrong-order-state */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NothingOpenProblem"] | components["schemas"]["PaymentRefusedByProviderProblem"] | components["schemas"]["RequestInProgressProblem"] | components["schemas"]["WrongOrderStateProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, unknown-provider */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["UnknownProviderProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, payment-provider-away, payment-provider-stuck, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PaymentProviderAwayProblem"] | components["schemas"]["PaymentProviderStuckProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postOrdersByNumberReturns: {
        parameters: {
            query?: never;
            header?: {
                /** @description The token of a link that was mailed to the order's address. */
                "X-Order-Token"?: string;
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Wishes"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Return"];
                };
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description cart-not-found, not-found, order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"] | components["schemas"]["NotFoundProblem"] | components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress, too-late-to-return, too-many-pieces, wrong-order-state */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"] | components["schemas"]["TooLateToReturnProblem"] | components["schemas"]["TooManyPiecesProblem"] | components["schemas"]["WrongOrderStateProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-pieces, not-on-order */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoPiecesProblem"] | components["schemas"]["NotOnOrderProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CustomerNotFoundProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesAccountOrders: {
        parameters: {
            query?: {
                /** @description `next` of an earlier answer. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrdersPage"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description bad-cursor, invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadCursorProblem"] | components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesBlog: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlogPage"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description content-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentNotFoundProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-locale, unknown-market, unknown-version */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownVersionProblem"];
                };
            };
            /** @description database-away, page-under-way, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PageUnderWayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesBlogBySlug: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostPage"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description content-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-locale, unknown-market, unknown-version */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownVersionProblem"];
                };
            };
            /** @description database-away, page-under-way, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PageUnderWayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesCart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CartPage"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description cart-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"];
                };
            };
            /** @description no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesCategoryByPath: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
                /** @description One of `data.sort.options`. */
                sort?: string | null;
                /** @description `data.paging.next` of an answer with the same filters and order. */
                after?: string;
                /** @description The lowest price, in minor units of the market's currency. */
                priceMin?: number | null;
                /** @description The highest price, in minor units of the market's currency. */
                priceMax?: number | null;
                /** @description `f.` and the name of a facet of the answer: `f.Colour=Sand&f.Colour=Blue&f.Size=L`. Values of one facet are alternatives; facets narrow each other. */
                facets?: {
                    [key: string]: string[];
                };
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryPage"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description category-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CategoryNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description bad-cursor, invalid-value, no-markets, too-many-filters, unknown-facet, unknown-locale, unknown-market, unknown-sort, unknown-version */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadCursorProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["TooManyFiltersProblem"] | components["schemas"]["UnknownFacetProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownSortProblem"] | components["schemas"]["UnknownVersionProblem"];
                };
            };
            /** @description database-away, page-under-way, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PageUnderWayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutPage"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description cart-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"];
                };
            };
            /** @description no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description carrier-away, database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CarrierAwayProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesCollectionBySlug: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
                /** @description One of `data.sort.options`. */
                sort?: string | null;
                /** @description `data.paging.next` of an answer with the same filters and order. */
                after?: string;
                /** @description The lowest price, in minor units of the market's currency. */
                priceMin?: number | null;
                /** @description The highest price, in minor units of the market's currency. */
                priceMax?: number | null;
                /** @description `f.` and the name of a facet of the answer: `f.Colour=Sand&f.Colour=Blue&f.Size=L`. Values of one facet are alternatives; facets narrow each other. */
                facets?: {
                    [key: string]: string[];
                };
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionPage"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description collection-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CollectionNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description bad-cursor, invalid-value, no-markets, too-many-filters, unknown-facet, unknown-locale, unknown-market, unknown-sort, unknown-version */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadCursorProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["TooManyFiltersProblem"] | components["schemas"]["UnknownFacetProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownSortProblem"] | components["schemas"]["UnknownVersionProblem"];
                };
            };
            /** @description database-away, page-under-way, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PageUnderWayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesContentBySlug: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentPage"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description content-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-locale, unknown-market, unknown-version */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownVersionProblem"];
                };
            };
            /** @description database-away, page-under-way, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PageUnderWayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesHome: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HomePage"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description content-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentNotFoundProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-locale, unknown-market, unknown-version */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownVersionProblem"];
                };
            };
            /** @description database-away, page-under-way, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PageUnderWayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesLayout: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayoutPage"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-value, no-markets, unknown-locale, unknown-market, unknown-version */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownVersionProblem"];
                };
            };
            /** @description database-away, page-under-way, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PageUnderWayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesOrderByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"];
                };
            };
            /** @description cart-not-found, not-found, order-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CartNotFoundProblem"] | components["schemas"]["NotFoundProblem"] | components["schemas"]["OrderNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesProductBySlug: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not-found, product-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["ProductNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-locale, unknown-market, unknown-version */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownVersionProblem"];
                };
            };
            /** @description database-away, page-under-way, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PageUnderWayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPagesSearch: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
                /** @description One of `data.sort.options`. */
                sort?: string | null;
                /** @description `data.paging.next` of an answer with the same filters and order. */
                after?: string;
                /** @description The lowest price, in minor units of the market's currency. */
                priceMin?: number | null;
                /** @description The highest price, in minor units of the market's currency. */
                priceMax?: number | null;
                /** @description Left out or empty: everything. */
                q?: string;
                /** @description `f.` and the name of a facet of the answer: `f.Colour=Sand&f.Colour=Blue&f.Size=L`. Values of one facet are alternatives; facets narrow each other. */
                facets?: {
                    [key: string]: string[];
                };
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchPage"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-cursor, invalid-value, no-markets, too-many-filters, unknown-facet, unknown-locale, unknown-market, unknown-sort, unknown-version */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadCursorProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["TooManyFiltersProblem"] | components["schemas"]["UnknownFacetProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownSortProblem"] | components["schemas"]["UnknownVersionProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, page-under-way, search-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["PageUnderWayProblem"] | components["schemas"]["SearchAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPathsByType: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description `data.next` of an answer. */
                after?: string;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Paths"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description bad-cursor, invalid-value, no-markets, unknown-locale, unknown-market, unknown-page-type */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadCursorProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownPageTypeProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPreviewBlogBySlug: {
        parameters: {
            query?: never;
            header: {
                "X-Preview-Token": string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostPage"];
                };
            };
            /** @description preview-refused */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PreviewRefusedProblem"];
                };
            };
            /** @description content-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description content-source-away, content-source-busy, database-away, no-content-source, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentSourceAwayProblem"] | components["schemas"]["ContentSourceBusyProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["NoContentSourceProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPreviewCategoryByPath: {
        parameters: {
            query?: never;
            header: {
                "X-Preview-Token": string;
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryPage"];
                };
            };
            /** @description preview-refused */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PreviewRefusedProblem"];
                };
            };
            /** @description category-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CategoryNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description content-source-away, content-source-busy, database-away, no-content-source, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentSourceAwayProblem"] | components["schemas"]["ContentSourceBusyProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["NoContentSourceProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPreviewCollectionBySlug: {
        parameters: {
            query?: never;
            header: {
                "X-Preview-Token": string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionPage"];
                };
            };
            /** @description preview-refused */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PreviewRefusedProblem"];
                };
            };
            /** @description collection-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CollectionNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description content-source-away, content-source-busy, database-away, no-content-source, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentSourceAwayProblem"] | components["schemas"]["ContentSourceBusyProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["NoContentSourceProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPreviewContentBySlug: {
        parameters: {
            query?: never;
            header: {
                "X-Preview-Token": string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentPage"];
                };
            };
            /** @description preview-refused */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PreviewRefusedProblem"];
                };
            };
            /** @description content-not-found, not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentNotFoundProblem"] | components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description content-source-away, content-source-busy, database-away, no-content-source, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentSourceAwayProblem"] | components["schemas"]["ContentSourceBusyProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["NoContentSourceProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPreviewHome: {
        parameters: {
            query?: never;
            header: {
                "X-Preview-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HomePage"];
                };
            };
            /** @description preview-refused */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PreviewRefusedProblem"];
                };
            };
            /** @description content-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentNotFoundProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description content-source-away, content-source-busy, database-away, no-content-source, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentSourceAwayProblem"] | components["schemas"]["ContentSourceBusyProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["NoContentSourceProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getPreviewProductBySlug: {
        parameters: {
            query?: never;
            header: {
                "X-Preview-Token": string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description preview-refused */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["PreviewRefusedProblem"];
                };
            };
            /** @description not-found, product-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["ProductNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description content-source-away, content-source-busy, database-away, no-content-source, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentSourceAwayProblem"] | components["schemas"]["ContentSourceBusyProblem"] | components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["NoContentSourceProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    postProductsBySkuNotify: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: {
                /** @description The same key with the same request gives the same answer, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                sku: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Notify"];
            };
        };
        responses: {
            /** @description It is written down, if it was not before. */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description bad-idempotency-key, bad-request */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BadIdempotencyKeyProblem"] | components["schemas"]["BadRequestProblem"];
                };
            };
            /** @description not-signed-in */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotSignedInProblem"];
                };
            };
            /** @description cross-site, wrong-csrf-token */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CrossSiteProblem"] | components["schemas"]["WrongCsrfTokenProblem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description request-in-progress */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RequestInProgressProblem"];
                };
            };
            /** @description content-too-large */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ContentTooLargeProblem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
                };
            };
            /** @description idempotency-key-reused, invalid-value, no-markets, unknown-locale, unknown-market, unknown-sku */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownSkuProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getProductsBySlugOffer: {
        parameters: {
            query?: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            /** @description not-found, product-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["ProductNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-locale, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getRedirect: {
        parameters: {
            query: {
                /** @description As it was asked for: its query, its encoding and a slash at its end do not matter. */
                path: string;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redirect"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description redirect-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["RedirectNotFoundProblem"];
                };
            };
            /** @description invalid-value */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getSitemap: {
        parameters: {
            query?: {
                market?: string;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SitemapIndex"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-value, no-markets, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getSitemapByTypeByN: {
        parameters: {
            query?: {
                market?: string;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path: {
                type: string;
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sitemap"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description not-found, sitemap-part-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NotFoundProblem"] | components["schemas"]["SitemapPartNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-market, unknown-page-type */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownPageTypeProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getSitemapByTypeByNXml: {
        parameters: {
            query?: {
                market?: string;
            };
            header?: {
                /** @description `ETag` of an earlier answer. */
                "If-None-Match"?: string;
            };
            path: {
                type: string;
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Tag": components["headers"]["Cache-Tag"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description no-storefront-address, not-found, sitemap-part-not-found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["NoStorefrontAddressProblem"] | components["schemas"]["NotFoundProblem"] | components["schemas"]["SitemapPartNotFoundProblem"];
                };
            };
            /** @description method-not-allowed */
            405: {
                headers: {
                    Allow: components["headers"]["Allow"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MethodNotAllowedProblem"];
                };
            };
            /** @description invalid-value, no-markets, unknown-market, unknown-page-type */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownMarketProblem"] | components["schemas"]["UnknownPageTypeProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
    getSuggest: {
        parameters: {
            query: {
                market?: string;
                locale?: string;
                /** @description Nothing older than this `meta.version`. */
                minVersion?: number;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suggest"];
                };
            };
            /** @description invalid-value, no-markets, unknown-locale, unknown-market */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["InvalidValueProblem"] | components["schemas"]["NoMarketsProblem"] | components["schemas"]["UnknownLocaleProblem"] | components["schemas"]["UnknownMarketProblem"];
                };
            };
            /** @description too-many-requests */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
                };
            };
            /** @description database-away, search-away, too-busy */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DatabaseAwayProblem"] | components["schemas"]["SearchAwayProblem"] | components["schemas"]["TooBusyProblem"];
                };
            };
        };
    };
}
