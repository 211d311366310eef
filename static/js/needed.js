/* Fields that belong to one choice only: shown with it, and hidden with the others. Without scripts all are shown, and
   the server says which one is too many. A choice within another shows only while that one does. */

/** Show what belongs to the choice that was made. What is hidden is not sent; what has an error is never hidden. */
export function showNeeded(form) {
  for (const block of form.querySelectorAll("[data-when]")) {
    const [name, values] = block.dataset.when.split("=");
    const chosen = form.elements.namedItem(name)?.value ?? "";
    const fits = values.split(" ").includes(chosen) && !block.parentElement.closest("[data-when][hidden]");
    const needed = fits || block.querySelector(".error") !== null;
    block.hidden = !needed;
    for (const field of block.querySelectorAll("input, select, textarea")) field.disabled = !needed;
  }
}

for (const form of document.querySelectorAll("form[data-needed]")) {
  form.addEventListener("change", () => showNeeded(form));
  window.addEventListener("pageshow", () => showNeeded(form));
  showNeeded(form);
}
