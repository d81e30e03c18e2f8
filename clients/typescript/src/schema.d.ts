// Generated from openapi.json by `make client`: do not edit.
// openapi.json sha256:38de40590be201e30eb8f13a6fc16427f4173e15934df5eee0f3e0f4e54a5952

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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AddressForm"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        /** Prove an address with a mailed link. When it is a new one, every sign-in ends. */
        post: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        /** Sign in. */
        post: {
            parameters: {
                query?: never;
                header?: never;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignedIn"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        /** End this sign-in. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Refresh"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        /** End every sign-in of mine, this one too. */
        post: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
         * Trade the refresh token for the next one and a new access token.
         * @description Sent again within ten seconds, because an answer was lost, it is answered with the same next one. Later it
         *     ends the sign-in: somebody has a copy of it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Refresh"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignedIn"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        /** Open an account and sign in. */
        post: {
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
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignedIn"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Cart"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Open a cart; its token is told only here. */
        post: {
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
                    "application/json": components["schemas"]["NewCart"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpenedCart"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        /** Change the e-mail address, discount codes or gift cards, or move the cart to another market or language. */
        patch: {
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
                    "application/json": components["schemas"]["CartChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Cart"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Cart"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Cart"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Cart"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Checkout"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        put: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Checkout"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        put: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Checkout"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StartedPayment"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Placed"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed by Contentful */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed by Stripe */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change my name. */
        patch: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Addresses"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Add an address. */
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Addresses"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        put: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Addresses"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
        /** Take that address out of my book. */
        delete: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Cards"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Begin to keep a card: the browser finishes it with the provider, which asks its holder. */
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardSetup"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        delete: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        put: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Orders"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        /** Change my password. Every sign-in ends; the answer is a new one for this device. */
        put: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignedIn"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sessions"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        /** Sign that device out. */
        delete: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WishLists"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Open a wish list. */
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WishList"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WishList"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        /** Give it up. */
        delete: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        /** Call it something else. */
        patch: {
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
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WishListName"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WishList"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        put: {
            parameters: {
                query?: never;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WishList"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
        /** Take a SKU off the list. */
        delete: {
            parameters: {
                query?: never;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WishList"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Order"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Order"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StartedPayment"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Return"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountPage"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrdersPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BlogPage"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PostPage"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CartPage"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query?: {
                    /** @description `f.` and the name of a facet of the answer: `f.Colour=Sand&f.Colour=Blue&f.Size=L`. Values of one facet are alternatives; facets narrow each other. */
                    facets?: {
                        [key: string]: string[];
                    };
                };
                header?: never;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CategoryPage"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CheckoutPage"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query?: {
                    /** @description `f.` and the name of a facet of the answer: `f.Colour=Sand&f.Colour=Blue&f.Size=L`. Values of one facet are alternatives; facets narrow each other. */
                    facets?: {
                        [key: string]: string[];
                    };
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CollectionPage"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContentPage"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HomePage"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LayoutPage"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderPage"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductPage"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query?: {
                    /** @description `f.` and the name of a facet of the answer: `f.Colour=Sand&f.Colour=Blue&f.Size=L`. Values of one facet are alternatives; facets narrow each other. */
                    facets?: {
                        [key: string]: string[];
                    };
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchPage"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query?: {
                    market?: string;
                    locale?: string;
                    /** @description `data.next` of an answer. */
                    after?: string;
                };
                header?: never;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Paths"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query: {
                    token: string;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PostPage"];
                    };
                };
                /** @description The token is wrong, too old, or for another page */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query: {
                    token: string;
                };
                header?: never;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CategoryPage"];
                    };
                };
                /** @description The token is wrong, too old, or for another page */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query: {
                    token: string;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CollectionPage"];
                    };
                };
                /** @description The token is wrong, too old, or for another page */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query: {
                    token: string;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContentPage"];
                    };
                };
                /** @description The token is wrong, too old, or for another page */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query: {
                    token: string;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HomePage"];
                    };
                };
                /** @description The token is wrong, too old, or for another page */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query: {
                    token: string;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProductPage"];
                    };
                };
                /** @description The token is wrong, too old, or for another page */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        post: {
            parameters: {
                query?: never;
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
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Offer"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query: {
                    /** @description As it was asked for: its query, its encoding and a slash at its end do not matter. */
                    path: string;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Redirect"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query?: {
                    market?: string;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SitemapIndex"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query?: {
                    market?: string;
                };
                header?: never;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sitemap"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
            parameters: {
                query?: {
                    market?: string;
                };
                header?: never;
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/xml": string;
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        get: {
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
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggest"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
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
        Addresses: {
            addresses: components["schemas"]["BookAddress"][];
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
        Attribute: {
            name: string;
            values: string[];
        };
        Author: {
            bio: string | null;
            image: components["schemas"]["Image"] | null;
            name: string | null;
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
        Card: {
            brand: string;
            expMonth: number;
            expYear: number;
            id: string;
            last4: string;
        };
        CardSetup: {
            clientSecret: string;
            provider: string;
            publishableKey: string | null;
        };
        Cards: {
            cards: components["schemas"]["Card"][];
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
        CartPage: {
            data: components["schemas"]["Cart"];
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
        CollectionPage: {
            data: components["schemas"]["CollectionData"];
            meta: components["schemas"]["Meta"];
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
        ContentPage: {
            data: components["schemas"]["ContentData"];
            meta: components["schemas"]["Meta"];
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
        Discount: {
            amount: components["schemas"]["Money"];
            code: string | null;
            id: string;
            name: string;
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
        Image: {
            alt: string;
            focalPoint?: components["schemas"]["Point"] | null;
            height?: number | null;
            url: string;
            width?: number | null;
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
        Price: {
            compareAtPrice: components["schemas"]["Money"] | null;
            /** @description With a reduced price only: the lowest of the 30 days before the reduction. */
            lowestPrice30Days: components["schemas"]["Money"] | null;
            price: components["schemas"]["Money"];
            tiers: components["schemas"]["Tier"][];
        };
        PriceRange: {
            max: components["schemas"]["Money"];
            min: components["schemas"]["Money"];
        };
        Problem: {
            detail?: string;
            errors?: components["schemas"]["Fault"][];
            status: number;
            title: string;
            /** @example /problems/out-of-stock */
            type: string;
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
        ProductPage: {
            data: components["schemas"]["ProductData"];
            meta: components["schemas"]["Meta"];
        };
        Profile: {
            name: string;
        };
        Provider: {
            /** @description The total that the shopper saw: if it is another one, 409 `price-changed`. */
            expectedTotalMinor?: number;
            provider: string;
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
        Refresh: {
            refreshToken: string;
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
        SignIn: {
            email: string;
            password: string;
        };
        SignedIn: {
            accessToken: string;
            customer: components["schemas"]["Customer"];
            expiresIn: number;
            refreshToken: string;
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
        Suggest: {
            categories: components["schemas"]["Shelf"][];
            products: components["schemas"]["ProductCard"][];
            queries: string[];
            query: string;
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
            /** @description Of what is sold ahead: from when on it is sent, if that is known. */
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
            /** @description Of what is sold ahead: from when on it is sent, if that is known. */
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
    };
    responses: {
        /** @description Default error response */
        DEFAULT_ERROR: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unprocessable Entity */
        UNPROCESSABLE_ENTITY: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
