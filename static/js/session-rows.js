/* Rows of the session form that come and go without asking the server, and what shows only when it is needed. */

import { showNeeded as showNeededIn } from "./needed.js";

export const PARTS = ["attendees", "points", "reviews", "demands", "accords", "promises"];

export const form = document.querySelector("[data-session-form]");

export const rowsOf = (part) => [...form.querySelectorAll(`[data-row="${part}"]`)];

const keyField = (part, place) => place.querySelector(`input[type=hidden][name="${part}"]`);

export const keyOf = (part, row) => keyField(part, row).value;

export const keysOf = (part) => rowsOf(part).map((row) => keyOf(part, row));

/** An empty row of each part, to copy: one of those with which the page opens, or, where it shows none, of a template. */
const BLANK = new Map(PARTS.map((part) => [part, blank(part)]));

function blank(part) {
  const place = document.querySelector(`template[data-blank="${part}"]`)?.content ?? form;
  const row = place.querySelector(`[data-row="${part}"]`).cloneNode(true);
  for (const inner of row.querySelectorAll("[data-row]")) inner.remove(); // an agreement without its commitments
  const shell = document.createElement("form");
  shell.append(row);
  shell.reset(); // a browser that loads a page anew puts back what was typed in it
  return row;
}

/** Every text of a part of the page, but not what was typed. */
function texts(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (walker.currentNode.parentElement?.tagName !== "TEXTAREA") found.push(walker.currentNode);
  return found;
}

function rename(row, before, now) {
  for (const text of texts(row)) if (text.data.includes(before)) text.data = text.data.replaceAll(before, now);
}

/** Give a copy a key of its own, wherever the key of its model stands: `points-1-text`, `points:1`. */
function rekey(row, part, key) {
  const model = new RegExp(`((?:${PARTS.join("|")})[-:])${keyOf(part, row)}(?!\\d)`, "g");
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      const now = attribute.value.replace(model, `$1${key}`);
      if (now !== attribute.value) attribute.value = now;
    }
  }
  keyField(part, row).value = key;
}

/** Add a row. A commitment goes to its agreement; a review says what it is about, and its code, deadline and origin. */
export function addRow(part, { key = nextKey(part), accord, note, about } = {}) {
  const row = BLANK.get(part).cloneNode(true);
  rekey(row, part, key);
  if (part === "reviews") {
    rename(row, "__note__", note);
    rename(row, "__about__", about);
  }
  if (accord) row.querySelector("[name$='-accord']").value = accord;
  const place = accord ? document.getElementById(`accords-${accord}`) : form;
  place.querySelector(`[data-list="${part}"]`).append(row);
  number();
  return row;
}

/** A key that no row has: one more than the highest. People who are new begin with an n. */
function nextKey(part) {
  const start = part === "attendees" ? "n" : "";
  const taken = keysOf(part).filter((key) => key.startsWith(start)).map((key) => Number(key.slice(start.length)));
  return `${start}${Math.max(0, ...taken) + 1}`;
}

/** Say anew which row is which: the title of a row stands in its legend and, read aloud, beside its fields. */
export function number() {
  for (const part of ["attendees", "points", "demands", "accords", "promises"]) {
    const titles = rowsOf(part).map((row) => [row, row.querySelector("[data-title]")]).filter(([, title]) => title);
    titles.forEach(([row, title], place) => {
      const before = title.textContent;
      const now = before.replace(/\d+/, place + 1);
      if (now !== before) rename(row, before, now);
    });
  }
}

/** Offer the rows of this session wherever one can be chosen: demands, and commitments after which a term runs. What
    is hidden waits until it shows, unless `all` are asked for. */
export function offerRows(all = false) {
  offer("demands", "-demand", (title) => form.dataset.newDemand.replace("%s", title.toLowerCase()), all);
  offer("promises", "-after_row", (title, row) => {
    const about = row.querySelector("[name$='-title_text']").value.trim();
    return about ? `${title}: ${about.slice(0, 50)}` : title;
  }, all);
}

function offer(part, name, label, all) {
  const there = rowsOf(part).map((row) => [
    `nueva-${keyOf(part, row)}`, label(row.querySelector("[data-title]").textContent, row), row,
  ]);
  for (const select of form.querySelectorAll(`select[name$='${name}']`)) {
    if (select.disabled && !all) continue;
    const others = there.filter(([, , row]) => !row.contains(select));
    const fresh = [...select.options].filter((option) => option.value.startsWith("nueva-"));
    if (String(fresh.map((option) => option.text)) === String(others.map(([, text]) => text))
      && String(fresh.map((option) => option.value)) === String(others.map(([value]) => value))) continue;
    const chosen = select.value;
    for (const option of fresh) option.remove();
    select.options[0].after(...others.map(([value, text]) => new Option(text, value)));
    select.value = others.some(([value]) => value === chosen) || !chosen.startsWith("nueva-") ? chosen : "";
  }
}

/** What is chosen or typed under a name; of several ticks, the first. */
export function typed(name) {
  const field = form.elements.namedItem(name);
  return field ? field.value : "";
}

/** The same for the rows of this form. */
export function showNeeded() {
  showNeededIn(form);
}
