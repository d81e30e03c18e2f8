/* The page's buttons: each pays with the test card it names. */
(() => {
  "use strict";

  const page = document.querySelector("main");
  const said = document.querySelector("[role=alert]");
  const buttons = [...document.querySelectorAll("button[data-method]")];

  async function pay(method) {
    buttons.forEach((button) => (button.disabled = true));
    said.textContent = "";
    const back = page.dataset.returnUrl;
    const result = await Stripe("pk_test_page").confirmPayment({
      clientSecret: page.dataset.clientSecret,
      confirmParams: { payment_method: method, return_url: back || window.location.href },
      redirect: back ? "always" : "if_required",
    });
    if (!result.error) return window.location.reload();
    said.textContent = result.error.message;
    buttons.forEach((button) => (button.disabled = false));
  }

  buttons.forEach((button) => button.addEventListener("click", () => pay(button.dataset.method)));
})();
