/* On the page of a session: the server has it, so this device keeps its draft no longer. */

import { drop, dropOld } from "./drafts.js";

dropOld();
for (const place of document.querySelectorAll("[data-received]")) drop(place.dataset.received);
