/* What was typed in the session form and not yet received, kept on this device.
   A draft belongs to the person who typed it, refers to known people by number, holds no names of new ones and no
   files, and goes when the server has it, on signing out, or after seven days. */

const PREFIX = "mesas:sesion:";
const WEEK = 7 * 24 * 3600 * 1000;

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** Keep a draft; false where it does not fit. */
export function keep(user, mesa, id, pairs) {
  try {
    localStorage.setItem(`${PREFIX}${user}:${mesa}:${id}`, JSON.stringify({ id, pairs, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** Drafts of a person for a mesa, the newest first. */
export function draftsOf(user, mesa) {
  const mine = keys().filter((key) => key.startsWith(`${PREFIX}${user}:${mesa}:`));
  return mine.map(read).filter(Boolean).sort((one, other) => other.at - one.at);
}

/** How many a person has, of any mesa. */
export const countOf = (user) => keys().filter((key) => key.startsWith(`${PREFIX}${user}:`)).length;

/** The server has it, or its author does not want it. */
export function drop(id) {
  for (const key of keys()) if (key.endsWith(`:${id}`)) localStorage.removeItem(key);
}

/** All of a person's: she signs out. */
export function dropAllOf(user) {
  for (const key of keys()) if (key.startsWith(`${PREFIX}${user}:`)) localStorage.removeItem(key);
}

/** Of anybody, those of more than seven days. */
export function dropOld() {
  for (const key of keys()) {
    const draft = read(key);
    if (!draft || draft.at < Date.now() - WEEK) localStorage.removeItem(key);
  }
}
