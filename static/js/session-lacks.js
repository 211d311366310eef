/* Beside the session form: how much is in each section, and what the acta still lacks. The rules stand in the page. */

import { form, rowsOf } from "./session-rows.js";

const SVG = "http://www.w3.org/2000/svg";

const controlsOf = (row, field) => [...row.querySelectorAll("[name]")].filter((one) => one.name.endsWith(`-${field}`));

function values(row, field) {
  return controlsOf(row, field)
    .filter((one) => (["radio", "checkbox"].includes(one.type) ? one.checked : one.value))
    .map((one) => one.value);
}

/** Whether something was written in a row: the first choice of a list, and who came, say nothing. */
export function isWritten(row) {
  return [...row.querySelectorAll("input:not([type=hidden]), select, textarea")].some((one) => {
    if (one.name.endsWith("-came")) return false;
    if (["radio", "checkbox"].includes(one.type)) return one.checked;
    return one.tagName === "SELECT" ? one.selectedIndex > 0 : one.value !== "";
  });
}

function says(row, rule) {
  const typed = rule.fields.split(" ").flatMap((field) => values(row, field));
  const known = rule.values ? rule.values.split(" ") : null;
  const left = rule.not.split(" ");
  return typed.some((value) => (known ? known.includes(value) : !left.includes(value)));
}

/** Icon and word, as the server draws them. */
function mark(kind, label) {
  const [first, ...rest] = label.split(" ");
  const icon = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, "use");
  icon.setAttribute("aria-hidden", "true");
  shape.setAttribute("href", `#i-${kind}`);
  icon.append(shape);
  const held = document.createElement("span");
  held.append(icon, first);
  const whole = document.createElement("span");
  whole.className = `mark ${kind}`;
  whole.append(held, rest.length ? ` ${rest.join(" ")}` : "");
  return whole;
}

function show(line, kind, text, target) {
  const place = document.createElement(target ? "a" : "span");
  if (target) place.href = `#${target}`;
  place.append(mark(kind, text));
  line.replaceChildren(place);
  line.hidden = !text;
}

function check(line) {
  const rule = line.dataset;
  const rows = rule.lack === "paper" ? rowsOf("paper") : rowsOf(rule.lack).filter(isWritten);
  const lacking = rows.filter((row) => !says(row, rule));
  if (!rows.length) show(line, "wait", rule.none, rule.anchor);
  else if (!lacking.length) show(line, "ok", rule.whole, "");
  else {
    const text = lacking.length === 1 ? rule.one : rule.many.replace("%n", lacking.length);
    show(line, "wait", text, targetOf(lacking[0], rule.fields.split(" ")[0]));
  }
}

function targetOf(row, field) {
  const first = controlsOf(row, field)[0];
  return first?.closest("fieldset[id^=id_]")?.id ?? first?.id ?? row.id;
}

function numbers() {
  const people = rowsOf("attendees");
  const reviews = rowsOf("reviews");
  return {
    asistencia: [people.filter((row) => values(row, "came").includes("si")).length, people.length],
    agenda: [rowsOf("points").filter(isWritten).length],
    compromisos: [reviews.filter(isWritten).length, reviews.length],
    demandas: [rowsOf("demands").filter(isWritten).length],
    acuerdos: [rowsOf("promises").filter(isWritten).length],
  };
}

/** Count again. */
export function review() {
  for (const line of form.querySelectorAll("[data-lack]")) check(line);
  for (const [section, counted] of Object.entries(numbers())) {
    const place = form.querySelector(`[data-count="${section}"]`);
    if (place) place.textContent = place.textContent.replace(/\d+/g, () => counted.shift() ?? "");
  }
}

/** Say in the index which section is being read. */
export function followReading() {
  const links = new Map([...form.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((seen) => {
    const shown = seen.find((one) => one.isIntersecting);
    if (!shown) return;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(shown.target.id)?.setAttribute("aria-current", "true");
  }, { rootMargin: "-20% 0px -70% 0px" });
  for (const id of links.keys()) watcher.observe(document.getElementById(id));
}
