/* Comfort for forms marked data-guard; every form works without it.
   Leaving with something typed and not sent asks; a second press of the button sends nothing twice;
   a page that came back with errors puts the reader in front of them. */

const guarded = document.querySelectorAll("form[data-guard]");

function guard(form) {
  // A form shown again with errors holds what was typed and not yet received.
  let typed = form.querySelector("[data-errors]") !== null;
  let sent = false;

  form.addEventListener("input", () => { typed = true; });

  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    // After this turn, so that the pressed button still says its name to the server.
    setTimeout(() => {
      for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
    });
  });

  window.addEventListener("beforeunload", (event) => {
    if (typed && !sent) event.preventDefault();
  });

  // Coming back with the browser's own button shows the same form, ready to be sent again.
  window.addEventListener("pageshow", () => {
    sent = false;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  });
}

guarded.forEach(guard);
// Whoever was faster than the line that brought this script is left where she is typing.
if (document.activeElement === document.body) document.querySelector("[data-errors]")?.focus();
