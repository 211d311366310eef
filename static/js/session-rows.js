/* Rows of the session form that come and go without asking the server, and what shows only when it is needed. */

import { showNeeded as showNeededIn } from "./needed.js";

const TOKENS = /__(key|accord|about|code|n)__/g;

export const form = document.querySelector("[data-session-form]");

export const rowsOf = (part) => [...form.querySelectorAll(`[data-row="${part}"]`)];

export const keysOf = (part) => [...form.querySelectorAll(`input[type=hidden][name="${part}"]`)].map((input) => input.value);

/** Every text of a part of the page, but not what was typed. */
function texts(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (walker.currentNode.parentElement?.tagName !== "TEXTAREA") found.push(walker.currentNode);
  return found;
}

function fill(node, words) {
  const put = (text) => text.replace(TOKENS, (_, word) => words[word] ?? "");
  for (const element of node.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes("__")) attribute.value = put(attribute.value);
    }
  }
  for (const text of texts(node)) if (text.data.includes("__")) text.data = put(text.data);
}

/** Add a row. `words` may name its key, its agreement, and what it is about. */
export function addRow(part, words = {}) {
  const taken = keysOf(part).map((key) => Number(key.replace("n", ""))).filter((number) => part !== "reviews" && number < 1e9);
  const key = words.key ?? String((part === "attendees" ? newPeople() : Math.max(0, ...taken)) + 1);
  const template = document.querySelector(`template[data-blank="${part}"]`);
  const fresh = template.content.cloneNode(true);
  fill(fresh, { n: "0", ...words, key });
  const place = words.accord ? document.getElementById(`accords-${words.accord}`) : form;
  place.querySelector(`[data-list="${part}"]`).append(fresh);
  number();
  return document.getElementById(`${part}-${part === "attendees" ? "n" : ""}${key}`);
}

function newPeople() {
  return Math.max(0, ...keysOf("attendees").filter((key) => key.startsWith("n")).map((key) => Number(key.slice(1))));
}

/** Say anew which row is which: the title of a row stands in its legend and, read aloud, beside its fields. */
export function number() {
  for (const part of ["attendees", "points", "demands", "accords", "promises"]) {
    const titles = rowsOf(part).map((row) => [row, row.querySelector("[data-title]")]).filter(([, title]) => title);
    titles.forEach(([row, title], place) => {
      const before = title.textContent;
      const now = before.replace(/\d+/, place + 1);
      if (now !== before) for (const text of texts(row)) text.data = text.data.replaceAll(before, now);
    });
  }
}

/** Offer the demands of this session wherever a demand can be chosen. */
export function offerDemands() {
  const there = rowsOf("demands").map((row) => [
    `nueva-${row.id.replace("demands-", "")}`,
    form.dataset.newDemand.replace("%s", row.querySelector("[data-title]").textContent.toLowerCase()),
  ]);
  for (const select of form.querySelectorAll("select[name$='-demand']")) {
    const chosen = select.value;
    for (const option of [...select.options]) if (option.value.startsWith("nueva-")) option.remove();
    select.options[0].after(...there.map(([value, label]) => new Option(label, value)));
    select.value = there.some(([value]) => value === chosen) || !chosen.startsWith("nueva-") ? chosen : "";
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
