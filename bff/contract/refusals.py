"""What each operation may refuse with, one row for each, besides what follows from its shape (`kinds.py`).

Statuses and problem types of the document are made of these classes. An answer that has no row here fails the test
that has provoked it (`tests/holding.py`), so a row that is missing is found by whoever makes it necessary.
"""

from collections.abc import Mapping

from bff.same_origin import WrongCsrfToken
from core.address_rules import BadAddress
from core.carts.errors import CartBusy, CartFull, CartNotFound, CartVersionStale
from core.catalog.errors import (
    AddressTaken,
    CategoryNotFound,
    CollectionNotFound,
    ProductNotFound,
    SkuTaken,
    UnknownSku,
)
from core.checkout.errors import (
    CannotSell,
    CartChanged,
    CheckoutIncomplete,
    PaymentUnderWay,
    PriceChanged,
    SupersededPayment,
)
from core.content.errors import BadContentSignature, ContentNotFound, SourceAway, SourceBusy, SourceMissing
from core.cursors import BadCursor
from core.customers.errors import (
    AccountNotProved,
    AddressNotFound,
    BookFull,
    CustomerNotFound,
    EmailNotVouchedFor,
    EmailTaken,
    ErrandNotGood,
    IdentityNotFound,
    LinkNotGood,
    NotSignedIn,
    ProofNeeded,
    ProviderAway,
    ProviderNotFound,
    SessionNotFound,
    WrongPassword,
)
from core.errors import Invalid, ShopError
from core.files import BadFile
from core.inventory.errors import NotOwed, OutOfStock, PromisedToOthers, StockMovedMeanwhile
from core.invoices.errors import InvoiceNotFound
from core.keys.errors import KeyNotFound
from core.listing.errors import TooManyFilters, UnknownFacet, UnknownSort
from core.listing.ports import SearchAway
from core.markets.errors import NoMarkets, UnknownLocale, UnknownMarket
from core.orders.errors import (
    NoPieces,
    NotOnOrder,
    NotThereYet,
    OrderNotFound,
    TooManyPieces,
    WrongOrderState,
)
from core.pages.errors import (
    NoStorefrontAddress,
    PageUnderWay,
    PreviewRefused,
    SitemapPartNotFound,
    UnknownPageType,
    VersionUnknown,
)
from core.passwords import CommonPassword, PasswordsBusy
from core.payments.errors import (
    AlreadyPaid,
    BadSignature,
    CardNotFound,
    GatewayAway,
    GatewayRefused,
    GatewayStuck,
    NothingOpen,
    PaymentNotFound,
    UnknownProvider,
)
from core.promotions.errors import PromotionUsedUp
from core.redirects.errors import RedirectNotFound
from core.returns.errors import TooLateToReturn
from core.shipping.errors import CarrierAway, NoSuchDelivery
from core.tenders.errors import TenderShort, UnknownGiftCard
from core.wishlists.errors import TooManyWishes, WishListNotFound

Refusals = tuple[type[ShopError], ...]

MARKET: Refusals = (NoMarkets, UnknownMarket, UnknownLocale)
PAGE: Refusals = (*MARKET, VersionUnknown, PageUnderWay)
LIST: Refusals = (*PAGE, BadCursor, TooManyFilters, UnknownFacet, UnknownSort, Invalid)
DRAFT: Refusals = (PreviewRefused, NoMarkets, UnknownMarket, SourceAway, SourceBusy, SourceMissing)
ORDERS: Refusals = (BadCursor, OrderNotFound)
"""Up to 0.2 a cursor that is none was an order that is not found. Nobody is told so now; 0.3 need not say it."""
PLACES: Refusals = (NoMarkets, UnknownMarket, UnknownPageType)
CART: Refusals = (NoMarkets, UnknownMarket)
"""The market of a cart may have been closed since."""
CHANGED: Refusals = (*CART, CartBusy)
FILLED: Refusals = (*CHANGED, CartVersionStale, CartFull, UnknownSku)
PRICED: Refusals = (*CART, CarrierAway)
PROVIDER: Refusals = (UnknownProvider, GatewayAway, GatewayStuck, GatewayRefused)
SETTLED: Refusals = (NotOwed, OutOfStock, PromotionUsedUp, SupersededPayment, TenderShort, WrongOrderState)
"""What the last step of a checkout may meet, when others were faster."""
ACCOUNT: Refusals = (CustomerNotFound,)
PASSWORD: Refusals = (CommonPassword, PasswordsBusy)
REPORTED: Refusals = (PromisedToOthers, StockMovedMeanwhile)

REFUSALS: Mapping[str, Refusals] = {
    # public pages
    "GET /v1/pages/layout": PAGE,
    "GET /v1/pages/home": (*PAGE, ContentNotFound),
    "GET /v1/pages/product/{slug}": (*PAGE, ProductNotFound),
    "GET /v1/pages/category/{path}": (*LIST, CategoryNotFound),
    "GET /v1/pages/collection/{slug}": (*LIST, CollectionNotFound),
    "GET /v1/pages/content/{slug}": (*PAGE, ContentNotFound),
    "GET /v1/pages/blog": (*PAGE, ContentNotFound),
    "GET /v1/pages/blog/{slug}": (*PAGE, ContentNotFound),
    "GET /v1/pages/search": (*LIST, SearchAway),
    "GET /v1/products/{slug}/offer": (*MARKET, ProductNotFound),
    "POST /v1/products/{sku}/notify": (*MARKET, UnknownSku),
    "GET /v1/suggest": (*MARKET, SearchAway),
    "GET /v1/redirect": (RedirectNotFound,),
    "GET /v1/paths/{type}": (*PLACES, UnknownLocale, BadCursor),
    "GET /v1/sitemap": CART,
    "GET /v1/sitemap/{type}/{n}": (*PLACES, SitemapPartNotFound),
    "GET /v1/sitemap/{type}/{n}.xml": (*PLACES, SitemapPartNotFound, NoStorefrontAddress),
    "GET /v1/addresses/{country}": (Invalid,),
    # drafts
    "GET /v1/preview/home": (*DRAFT, ContentNotFound),
    "GET /v1/preview/product/{slug}": (*DRAFT, ProductNotFound),
    "GET /v1/preview/category/{path}": (*DRAFT, CategoryNotFound),
    "GET /v1/preview/collection/{slug}": (*DRAFT, CollectionNotFound),
    "GET /v1/preview/content/{slug}": (*DRAFT, ContentNotFound),
    "GET /v1/preview/blog/{slug}": (*DRAFT, ContentNotFound),
    # carts
    "POST /v1/cart": (*MARKET, CartFull, UnknownSku),
    "GET /v1/cart": CART,
    "PATCH /v1/cart": (*CHANGED, UnknownLocale, UnknownGiftCard),
    "POST /v1/cart/lines": FILLED,
    "POST /v1/cart/reorder": (*FILLED, OrderNotFound),
    "POST /v1/cart/claim": (*CHANGED, CartNotFound, CustomerNotFound),
    "GET /v1/pages/cart": CART,
    # checkout
    "GET /v1/pages/checkout": PRICED,
    "GET /v1/checkout": PRICED,
    "PUT /v1/checkout/addresses": (*PRICED, CartBusy, BadAddress),
    "PUT /v1/checkout/delivery": (*PRICED, CartBusy, CheckoutIncomplete, NoSuchDelivery),
    "POST /v1/checkout/payment": (
        *PRICED,
        *PROVIDER,
        *SETTLED,
        AlreadyPaid,
        CannotSell,
        CartChanged,
        CheckoutIncomplete,
        PaymentUnderWay,
        PriceChanged,
        CustomerNotFound,
    ),
    "POST /v1/checkout/place": (*CART, *PROVIDER, *SETTLED, CartChanged, CheckoutIncomplete),
    # orders
    "POST /v1/orders/{number}/claim": (OrderNotFound,),
    "POST /v1/orders/{number}/returns": (
        NoPieces,
        NotOnOrder,
        TooLateToReturn,
        TooManyPieces,
        WrongOrderState,
    ),
    "POST /v1/orders/{number}/payment": (*PROVIDER, NothingOpen, PaymentNotFound, WrongOrderState),
    "GET /v1/orders/{number}/invoice.pdf": (InvoiceNotFound,),
    "GET /v1/orders/{number}/invoices/{invoice_number}.pdf": (InvoiceNotFound,),
    # accounts
    "POST /v1/auth/register": PASSWORD,
    "POST /v1/auth/login": (NotSignedIn, PasswordsBusy),
    "POST /v1/auth/refresh": (NotSignedIn, WrongCsrfToken),
    "POST /v1/auth/logout": (NotSignedIn, WrongCsrfToken),
    "POST /v1/auth/logout-everywhere": (ProofNeeded,),
    "POST /v1/auth/password/reset": (*PASSWORD, LinkNotGood, CustomerNotFound),
    "POST /v1/auth/email/confirm": (LinkNotGood, EmailTaken),
    "POST /v1/auth/oidc/{provider}": (ProviderNotFound, ProviderAway),
    "POST /v1/auth/oidc/{provider}/callback": (
        ProviderNotFound,
        ProviderAway,
        ErrandNotGood,
        EmailNotVouchedFor,
        AccountNotProved,
        NotSignedIn,
    ),
    "GET /v1/me/identities": ACCOUNT,
    "DELETE /v1/me/identities/{identity_id}": (IdentityNotFound, ProofNeeded),
    "GET /v1/me": ACCOUNT,
    "PATCH /v1/me": ACCOUNT,
    "PUT /v1/me/password": (*PASSWORD, *ACCOUNT, WrongPassword),
    "POST /v1/me/proof": (PasswordsBusy, *ACCOUNT, WrongPassword),
    "PUT /v1/me/email": (*ACCOUNT, PasswordsBusy, WrongPassword),
    "POST /v1/me/email/proof": ACCOUNT,
    "DELETE /v1/me/sessions/{session_id}": (SessionNotFound, ProofNeeded),
    "GET /v1/me/addresses": ACCOUNT,
    "POST /v1/me/addresses": (*ACCOUNT, BadAddress, BookFull),
    "PUT /v1/me/addresses/{address_id}": (*ACCOUNT, BadAddress, AddressNotFound),
    "DELETE /v1/me/addresses/{address_id}": (*ACCOUNT, AddressNotFound),
    "GET /v1/me/orders": ORDERS,
    "GET /v1/pages/account": ACCOUNT,
    "GET /v1/pages/account/orders": ORDERS,
    "GET /v1/me/cards": PROVIDER,
    "POST /v1/me/cards": (*PROVIDER, *ACCOUNT),
    "DELETE /v1/me/cards/{card_id}": (*PROVIDER, CardNotFound),
    "GET /v1/me/wishlists": MARKET,
    "POST /v1/me/wishlists": (TooManyWishes,),
    "GET /v1/me/wishlists/{list_id}": (*MARKET, WishListNotFound),
    "PATCH /v1/me/wishlists/{list_id}": (*MARKET, WishListNotFound),
    "PUT /v1/me/wishlists/{list_id}/wishes/{sku}": (*MARKET, WishListNotFound, TooManyWishes, UnknownSku),
    "DELETE /v1/me/wishlists/{list_id}/wishes/{sku}": (*MARKET, WishListNotFound),
    # machines
    "GET /v1/machine": (KeyNotFound,),
    "PUT /v1/machine/stock": REPORTED,
    "POST /v1/machine/stock/changes": REPORTED,
    "GET /v1/machine/stock": (BadCursor,),
    "GET /v1/machine/orders": ORDERS,
    "GET /v1/machine/orders/{number}": (OrderNotFound,),
    "POST /v1/machine/orders/{number}/shipments": (
        OrderNotFound,
        WrongOrderState,
        NotOnOrder,
        NoPieces,
        TooManyPieces,
        NotThereYet,
    ),
    "PUT /v1/machine/products/{slug}": (BadFile, SkuTaken, AddressTaken, NoMarkets, UnknownMarket),
    "POST /v1/machine/prices": (NoMarkets,),
    # webhooks
    "POST /v1/hooks/stripe": (BadSignature, UnknownProvider),
    "POST /v1/hooks/contentful": (BadContentSignature, SourceMissing),
}
