/* Comfort for the session form: rows without waiting, the checklist kept current, and a draft on the device.
   Without this script every button is a plain post. */

import { draftsOf, drop, dropOld, keep } from "./drafts.js";
import { followReading, review } from "./session-lacks.js";
import { addRow, form, keyOf, keysOf, number, offerRows, PARTS, rowsOf, showNeeded } from "./session-rows.js";

const { user, mesa } = form.dataset;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "who", "other_review", "other_person"]);
const offer = document.querySelector("[data-draft-offer]");
const state = form.querySelector("[data-save-state]");

// Rows

function grow(part, about) {
  if (part === "reviews") return chosenReview();
  const row = addRow(part, part === "promises" ? { accord: about } : {});
  if (part === "accords") addRow("promises", { accord: keyOf(part, row) });
  return row;
}

function chosenReview() {
  const list = document.getElementById("other_review");
  const option = list.selectedOptions[0];
  if (!option?.value) return list;
  const [, title] = option.text.match(/^\S+ · (.*)$/);
  const { note, about = title } = option.dataset; // of what was taken over the option says so, its title alone does not
  const row = addRow("reviews", { key: option.value, note: note.trim(), about });
  option.remove();
  return row;
}

function shrink(part, key) {
  const row = document.getElementById(`${part}-${key}`);
  const button = form.querySelector(`button[name=add][value^="${part}"]`);
  row.remove();
  number();
  return button;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=add], button[name=remove]");
  if (!button || button.value === "people") return; // somebody known comes with what the server knows of her
  event.preventDefault();
  const [part, about] = button.value.split(":");
  if (button.name === "add") focusFirst(grow(part, about));
  else shrink(part, about)?.focus();
  changed();
});

function focusFirst(row) {
  (row.querySelector?.("input:not([type=hidden]), select, textarea") ?? row).focus();
}

// The draft

const idOf = () => form.elements.client_id.value;

// Going back to a form that was sent opens a new one: it keeps the key of the old, so that nothing is sent twice.
if (history.state?.session) form.elements.client_id.value = history.state.session;
else history.replaceState({ session: idOf() }, "");

function pairs() {
  const names = new Set([...form.querySelectorAll("[data-private] [name]")].map((field) => field.name));
  return [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && !NOT_KEPT.has(name) && !names.has(name),
  );
}

function save() {
  clearTimeout(save.later);
  if (!save.needed) return;
  save.needed = false;
  const kept = keep(user, mesa, idOf(), pairs());
  if (kept) sayKept(new Date());
  else state.textContent = form.dataset.notKept;
}

function saveSoon() {
  save.needed = true;
  clearTimeout(save.later);
  save.later = setTimeout(save, 700);
}

function changed() {
  showNeeded();
  offerRows();
  review();
  saveSoon();
}

form.addEventListener("input", changed);
addEventListener("pagehide", save);
document.addEventListener("visibilitychange", save);

// Offering it back

function put(draft) {
  const typed = new Map();
  for (const [name, value] of draft.pairs) typed.set(name, [...(typed.get(name) ?? []), value]);
  for (const part of PARTS) {
    const wanted = typed.get(part) ?? [];
    for (const row of rowsOf(part)) if (!keepsRow(part, row, wanted)) row.remove();
    const there = new Set(keysOf(part));
    for (const key of wanted) if (!there.has(key)) bringBack(part, key, typed);
  }
  offerRows(true);
  for (const field of form.elements) putField(field, typed);
  form.elements.client_id.value = draft.id;
  history.replaceState({ session: draft.id }, "");
}

/** Rows of the page stay as they are listed in the draft; people who were seated since then stay too. */
function keepsRow(part, row, wanted) {
  const key = keyOf(part, row);
  return wanted.includes(key) || (["attendees", "reviews"].includes(part) && !key.startsWith("n"));
}

function bringBack(part, key, typed) {
  if (part === "reviews") {
    const list = document.getElementById("other_review");
    if (![...(list?.options ?? [])].some((option) => option.value === key)) return;
    list.value = key;
    chosenReview();
  } else if (part === "promises") addRow(part, { key, accord: typed.get(`promises-${key}-accord`)?.[0] });
  else if (part !== "attendees" || key.startsWith("n")) addRow(part, { key });
}

function putField(field, typed) {
  if (!field.name || field.type === "file" || NOT_KEPT.has(field.name) || PARTS.includes(field.name)) return;
  const values = typed.get(field.name);
  if (["radio", "checkbox"].includes(field.type)) field.checked = Boolean(values?.includes(field.value));
  else if (values) [field.value] = values;
}

function offerBack() {
  const draft = draftsOf(user, mesa).find((one) => one.id !== idOf());
  const isBlank = !form.querySelector("[data-errors]");
  offer.hidden = !draft || !isBlank;
  if (offer.hidden) return;
  const at = new Date(draft.at);
  const isToday = at.toDateString() === new Date().toDateString();
  const when = isToday ? { hour: "2-digit", minute: "2-digit" } : { dateStyle: "long", timeStyle: "short" };
  offer.querySelector("[data-draft-when]").textContent =
    `${isToday ? form.dataset.today : form.dataset.of} ${at.toLocaleString("es-PE", { ...when, hour12: false })}.`;
  offer.querySelector("[data-draft-recover]").onclick = () => {
    put(draft);
    offer.hidden = true;
    number();
    changed();
    form.dispatchEvent(new Event("input"));
    state.textContent = form.dataset.recovered;
    form.querySelector("#convocatoria h2").scrollIntoView();
  };
  offer.querySelector("[data-draft-discard]").onclick = () => {
    drop(draft.id);
    offerBack();
  };
}

function sayKept(at) {
  const hour = at.toLocaleTimeString("es-PE", { hour: "2-digit", minute: "2-digit", hour12: false });
  const text = `${form.dataset.kept} ${hour}`;
  if (state.textContent !== text) state.textContent = text;
}

dropOld();
const own = draftsOf(user, mesa).find((one) => one.id === idOf());
if (own) sayKept(new Date(own.at));
showNeeded();
offerRows();
review();
followReading();
offerBack();
