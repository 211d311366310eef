/* Before signing out: says whether something typed here was never sent, and takes it off this device. */

import { countOf, dropAllOf, dropOld } from "./drafts.js";

dropOld();
const form = document.querySelector("form[data-user]");
const count = countOf(form.dataset.user);
for (const warning of document.querySelectorAll("[data-drafts]")) {
  warning.hidden = count === 0;
  warning.querySelector("[data-number]").textContent = count;
}
form.addEventListener("submit", () => dropAllOf(form.dataset.user));
