/* A tiny stand-in for Stripe.js, of the same call shape, for a storefront that runs on one machine:
   Stripe(key).elements({clientSecret}).create("payment").mount("#somewhere"), confirmPayment({...}),
   retrievePaymentIntent(secret). Without a mounted element or a payment_method it opens the stand-in's own page. */
(() => {
  "use strict";

  const home = new URL(document.currentScript.src).origin;
  const choices = [
    ["pm_card_visa", "Works", "4242 4242 4242 4242"],
    ["pm_card_visa_chargeDeclined", "Is declined", "4000 0000 0000 0002"],
    ["pm_card_authenticationRequired", "Needs 3-D Secure", "4000 0027 6000 3184"],
  ];
  const away = new Promise(() => {}); // the page is being left: nothing is ever answered

  const idOf = (secret) => secret.split("_secret_")[0];

  async function call(path, method, fields) {
    const form = new URLSearchParams(Object.entries(fields).filter(([, value]) => value != null));
    const url = `${home}/v1/payment_intents/${path}`;
    try {
      const answer = await (method === "GET" ? fetch(`${url}?${form}`) : fetch(url, { method, body: form }));
      const body = await answer.json();
      return answer.ok ? { paymentIntent: body } : { error: body.error };
    } catch {
      return { error: { type: "api_connection_error", message: "The payment service cannot be reached." } };
    }
  }

  function backTo(address, intent) {
    const url = new URL(address);
    url.searchParams.set("payment_intent", intent.id);
    url.searchParams.set("payment_intent_client_secret", intent.client_secret);
    url.searchParams.set("redirect_status", "succeeded");
    return url.href;
  }

  function leave(address) {
    window.location.assign(address);
    return away;
  }

  function styled() {
    if (document.querySelector("link[data-stand-in]")) return;
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: `${home}/_static/element.css` });
    link.dataset.standIn = "";
    document.head.append(link);
  }

  function row([method, label, number], first, chosen) {
    const line = document.createElement("label");
    const radio = document.createElement("input");
    Object.assign(radio, { type: "radio", name: "stand-in-card", value: method, checked: first });
    radio.addEventListener("change", () => chosen(method));
    const name = document.createElement("span");
    name.textContent = label;
    const digits = document.createElement("code");
    digits.textContent = number;
    line.append(radio, name, digits);
    return line;
  }

  function paymentElement(state) {
    const listeners = {};
    const tell = (event, detail) => (listeners[event] || []).forEach((heard) => heard(detail));
    const box = document.createElement("fieldset");
    box.className = "stand-in-cards";
    const element = {
      mount(target) {
        styled();
        const legend = document.createElement("legend");
        legend.textContent = "Test card";
        const pick = (method) => {
          state.method = method;
          tell("change", { complete: true, empty: false, value: { type: "card" } });
        };
        box.replaceChildren(legend, ...choices.map((choice, at) => row(choice, at === 0, pick)));
        state.method = choices[0][0];
        (typeof target === "string" ? document.querySelector(target) : target).replaceChildren(box);
        queueMicrotask(() => tell("ready", { elementType: "payment" }));
        return element;
      },
      on(event, heard) {
        (listeners[event] ||= []).push(heard);
        return element;
      },
      off(event, heard) {
        listeners[event] = (listeners[event] || []).filter((one) => one !== heard);
        return element;
      },
      update: () => element,
      focus: () => box.querySelector("input:checked")?.focus(),
      unmount: () => box.remove(),
      destroy() {
        box.remove();
        state.method = null;
      },
    };
    return element;
  }

  function elements(options = {}) {
    const state = { clientSecret: options.clientSecret, method: null, element: null };
    return {
      _state: state,
      create: () => (state.element = paymentElement(state)),
      getElement: () => state.element,
      submit: async () => ({ selectedPaymentMethod: "card" }),
      fetchUpdates: async () => ({}),
      update() {},
    };
  }

  window.Stripe = function Stripe(key) {
    const retrieve = (secret) => call(idOf(secret), "GET", { key, client_secret: secret });

    async function follow(result, params, redirect) {
      const intent = result.paymentIntent;
      if (!intent) return result;
      const action = intent.next_action;
      const here = `${home}/pay/${intent.id}/authenticate?client_secret=${intent.client_secret}`;
      if (action) return leave(action.redirect_to_url?.url || here);
      if (redirect === "if_required" || !params.return_url) return result;
      return leave(backTo(params.return_url, intent));
    }

    return {
      elements,
      retrievePaymentIntent: retrieve,
      handleNextAction: async ({ clientSecret }) => follow(await retrieve(clientSecret), {}, "if_required"),
      async confirmPayment({ elements: given, clientSecret, confirmParams = {}, redirect }) {
        const secret = clientSecret || given?._state.clientSecret;
        if (!secret) throw new Error("confirmPayment: a clientSecret is missing");
        const method = confirmParams.payment_method || given?._state.method;
        if (!method) {
          const asked = new URLSearchParams({ client_secret: secret, return_url: confirmParams.return_url || "" });
          return leave(`${home}/pay/${idOf(secret)}?${asked}`);
        }
        const back = confirmParams.return_url;
        const fields = { key, client_secret: secret, payment_method: method, return_url: back };
        if (!back) fields.use_stripe_sdk = true; // as Stripe.js does: no way back, so no redirect of its own
        return follow(await call(`${idOf(secret)}/confirm`, "POST", fields), confirmParams, redirect);
      },
    };
  };
})();
