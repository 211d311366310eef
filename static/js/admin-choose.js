/* Lists of the administration that are chosen from by typing: for those who listen, the name of the field and what is
   chosen, which Django's widget keeps to itself. Without this script they work as before. */

const labelOf = (select) => document.querySelector(`label[for="${select.id}"]`);

function name(select) {
  const label = labelOf(select);
  const box = select.nextElementSibling;
  if (!label || !box?.classList.contains("select2")) return;
  label.id ||= `${select.id}_label`;
  const chosen = box.querySelector("[role=textbox]");
  // What is chosen is text beside a name, not a field of its own.
  chosen?.removeAttribute("role");
  chosen?.removeAttribute("aria-readonly");
  // Of several chosen, the widget puts the cross that clears them among the items of its list.
  box.querySelector("ul.select2-selection__rendered")?.setAttribute("role", "none");
  box.querySelector("[role=combobox]")?.setAttribute("aria-labelledby", `${label.id} ${chosen?.id ?? ""}`.trim());
  box.querySelector("[role=searchbox]")?.setAttribute("aria-labelledby", label.id);
}

function nameOpen({ target }) {
  const label = labelOf(target);
  for (const part of document.querySelectorAll(".select2-dropdown [role=searchbox], .select2-dropdown [role=listbox]")) {
    part.setAttribute("aria-label", label?.textContent.trim() ?? "");
  }
}

addEventListener("load", () => {
  const $ = window.django?.jQuery;
  // jQuery calls those who wait for the page one after the other: by now the lists are made.
  $?.(() => {
    document.querySelectorAll("select.admin-autocomplete").forEach(name);
    $(document).on("select2:open", nameOpen);
  });
});
