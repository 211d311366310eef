/* For forms marked data-light-photos: on a slow or metered connection, photos are drawn again smaller before they
   are sent. Elsewhere they go as they are, since an original also shows when and where it was taken. */

const SIDE = 1600; // pixels
const QUALITY = 0.8;
const LIGHT_ENOUGH = 300_000; // bytes

function isSlow() {
  const line = navigator.connection;
  return Boolean(line) && (line.saveData || ["slow-2g", "2g", "3g"].includes(line.effectiveType));
}

async function lighter(file) {
  if (!file.type.startsWith("image/") || file.size <= LIGHT_ENOUGH) return file;
  const photo = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, SIDE / Math.max(photo.width, photo.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(photo.width * scale);
  canvas.height = Math.round(photo.height * scale);
  canvas.getContext("2d").drawImage(photo, 0, 0, canvas.width, canvas.height);
  photo.close();
  const drawn = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
  if (!drawn || drawn.size >= file.size) return file;
  return new File([drawn], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" });
}

async function lighten(input, told) {
  const chosen = [...input.files];
  // What the browser cannot open goes as it is: the server says what is wrong with it.
  const files = await Promise.all(chosen.map((file) => lighter(file).catch(() => file)));
  if (files.every((file, place) => file === chosen[place])) return;
  const basket = new DataTransfer();
  for (const file of files) basket.items.add(file);
  input.files = basket.files;
  told.hidden = false;
}

for (const form of document.querySelectorAll("form[data-light-photos]")) {
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      if (isSlow()) lighten(input, form.querySelector("[data-lightened]"));
    });
  }
}
