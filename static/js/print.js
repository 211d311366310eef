/* A button that prints, where scripts run; without them the browser's own menu does. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
