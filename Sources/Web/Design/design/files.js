// Files of a form are sent as soon as they are chosen, in pieces that go on after a break; the form then names them, and
// brings none itself. Without this they go with the form. The field `data-for` says where they are named: a field that holds
// digests, or a list of boxes to tick. A picture is shown small, drawn by the browser itself: nothing else is loaded.
// A form that is sent off meanwhile waits for what is being sent, and then goes by the button that was pressed.
"use strict";
(() => {
  const inputs = document.querySelectorAll("input[type=file][data-for]");
  if (!inputs.length || !window.fetch) return;
  const tus = { "Tus-Resumable": "1.0.0", "X-CSRF-Token": inputs[0].form.elements.csrf.value, Accept: "application/json" };
  // What the server keeps at once, and how long that may take on the slowest line before it counts as broken.
  const piece = 256 << 10;
  const patience = 150000;
  const pause = (seconds) => new Promise((done) => { setTimeout(done, seconds * 1000); });
  // Those that broke off: the same file goes on where it was.
  const begun = new Map();

  // Why it was refused, in the server's words; nothing where it broke.
  class Refused extends Error {}
  const ask = async (address, method, headers, body) => {
    const answer = await fetch(address, {
      method, body, headers: { ...tus, ...headers }, signal: AbortSignal.timeout?.(patience),
    });
    if (answer.ok) return answer;
    if (answer.status === 409) return null;
    if (answer.status >= 500) throw new Error();
    const said = method === "HEAD" ? {} : await answer.json();
    throw new Refused(said.detail || String(answer.status));
  };

  // Sends the file and gives its SHA-256, as the server worked it out from what arrived.
  const send = async (file, say) => {
    const key = [file.name, file.size, file.lastModified].join("/");
    let place = begun.get(key);
    if (!place) {
      place = (await ask("/api/v1/uploads", "POST", { "Upload-Length": String(file.size) })).headers.get("Location");
      begun.set(key, place);
    }
    for (let broken = 0; broken < 6;) {
      try {
        let at = Number((await ask(place, "HEAD", {})).headers.get("Upload-Offset"));
        while (at < file.size) {
          say("sending", Math.floor(at * 100 / file.size));
          const answer = await ask(place, "PATCH",
            { "Upload-Offset": String(at), "Content-Type": "application/offset+octet-stream" }, file.slice(at, at + piece));
          if (!answer) break;
          at = Number(answer.headers.get("Upload-Offset"));
          broken = 0;
        }
        const state = await (await ask(place, "GET", {})).json();
        if (state.sha256) {
          begun.delete(key);
          return state.sha256;
        }
      } catch (error) {
        if (error instanceof Refused) {
          begun.delete(key);
          throw error;
        }
      }
      broken += 1;
      await pause(broken);
    }
    throw new Error();
  };

  // The picture, small and upright; nothing of what the browser cannot show.
  const draw = async (file) => {
    if (!window.createImageBitmap || !file.type.startsWith("image/")) return null;
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, 96 / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", file.name);
      picture.close();
      return canvas;
    } catch {
      return null;
    }
  };

  const field = (type, name, value) => Object.assign(document.createElement("input"), { type, name, value });

  // Names the file in the field that holds digests, and what it is called in another, which the form keeps. What was chosen by
  // mistake is taken out again by a button of its own.
  const inField = (names, list, remove) => (digest, file, line) => {
    const named = () => names.value.split(/\s+/).filter(Boolean);
    if (!named().includes(digest)) names.value = [...named(), digest].join(" ");
    if (!names.form.elements["filename." + digest]) names.form.append(field("hidden", "filename." + digest, file.name));
    for (const other of list.children) if (other.dataset.digest === digest) return;
    line.dataset.digest = digest;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button-link" });
    button.textContent = remove.replace("{0}", "").trim();
    button.setAttribute("aria-label", remove.replace("{0}", () => file.name));
    button.addEventListener("click", () => {
      names.value = named().filter((other) => other !== digest).join(" ");
      line.remove();
      names.form.dispatchEvent(new Event("input"));
      names.focus();
    });
    line.append(" ", button);
    list.append(line);
  };

  // Names it by a box of its own, ticked.
  const inBoxes = (list) => (digest, file, line) => {
    if (document.getElementById("evidence-" + digest)) return;
    const box = field("checkbox", "evidence", digest);
    box.id = "evidence-" + digest;
    box.checked = true;
    const label = document.createElement("label");
    label.htmlFor = box.id;
    label.append(...line.childNodes);
    line.append(box, " ", label);
    list.append(line);
  };

  // How many fields are sending, and what was pressed meanwhile.
  let sending = 0;
  let pressed = null;
  const form = inputs[0].form;
  form.addEventListener("submit", (event) => {
    if (!sending || !event.submitter) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter;
    for (const input of inputs) if (input.disabled) input.nextSibling.scrollIntoView({ block: "center" });
  }, true);
  addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });

  for (const input of inputs) {
    const names = document.getElementById(input.dataset.for);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.className = "file-said";
    input.after(said);
    let place;
    if (names instanceof HTMLInputElement) {
      const list = document.createElement("ul");
      list.className = "chosen-files";
      said.after(list);
      place = inField(names, list, input.dataset.remove);
    } else {
      input.multiple = true;
      // What sends a file by itself without this.
      input.form.querySelector("button[formnovalidate]")?.remove();
      place = inBoxes(names);
    }
    input.addEventListener("change", async () => {
      const files = [...input.files];
      const problems = [];
      const isHere = document.activeElement === input;
      // What is being sent goes not with the form as well.
      input.disabled = true;
      sending += 1;
      for (const file of files) {
        const say = (word, figure) => {
          said.textContent = input.dataset[word].replace("{0}", () => file.name).replace("{1}", () => figure);
        };
        try {
          const digest = await send(file, say);
          const line = document.createElement("li");
          const picture = await draw(file);
          if (picture) line.append(picture, " ");
          line.append(file.name);
          if (!picture && file.type.startsWith("image/")) line.append(" · ", input.dataset.unshown);
          place(digest, file, line);
          input.form.dispatchEvent(new Event("input"));
          say("sent", "");
        } catch (error) {
          if (error instanceof Refused) problems.push(file.name + ": " + error.message);
          else problems.push(input.dataset.broken.replace("{0}", () => file.name));
        }
      }
      if (problems.length) said.textContent = problems.join(" ");
      input.value = "";
      input.disabled = false;
      sending -= 1;
      // A field that cannot be used loses the focus.
      if (isHere && document.activeElement === document.body) input.focus();
      const button = pressed;
      if (problems.length) pressed = null;
      if (sending || !pressed) return;
      pressed = null;
      button.click();
    });
  }
})();
