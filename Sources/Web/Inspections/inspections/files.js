// Files of the form that files an inspection are sent as soon as they are chosen, in pieces that go on after a break; the
// form then names them, and brings none itself. Without this they go with the form.
"use strict";
(() => {
  const form = document.getElementById("form");
  if (!form || !window.fetch) return;
  const tus = { "Tus-Resumable": "1.0.0", "X-CSRF-Token": form.elements.csrf.value, Accept: "application/json" };
  const piece = 1 << 20;
  const pause = (seconds) => new Promise((done) => { setTimeout(done, seconds * 1000); });
  // Those that broke off: the same file goes on where it was.
  const begun = new Map();

  // Why it was refused, in the server's words; nothing where it broke.
  class Refused extends Error {}
  const ask = async (address, method, headers, body) => {
    const answer = await fetch(address, { method, body, headers: { ...tus, ...headers } });
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

  for (const input of form.querySelectorAll("input[type=file][data-for]")) {
    const names = document.getElementById(input.dataset.for);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.className = "file-said";
    input.after(said);
    input.addEventListener("change", async () => {
      const files = [...input.files];
      const problems = [];
      // What is being sent goes not with the form as well.
      input.disabled = true;
      for (const file of files) {
        const say = (word, figure) => {
          said.textContent = input.dataset[word].replace("{0}", file.name).replace("{1}", figure);
        };
        try {
          const digest = await send(file, say);
          const named = names.value.split(/\s+/).filter(Boolean);
          if (!named.includes(digest)) names.value = [...named, digest].join(" ");
          form.dispatchEvent(new Event("input"));
          say("sent", "");
        } catch (error) {
          if (error instanceof Refused) problems.push(file.name + ": " + error.message);
          else problems.push(input.dataset.broken.replace("{0}", file.name));
        }
      }
      if (problems.length) said.textContent = problems.join(" ");
      input.value = "";
      input.disabled = false;
    });
  }
})();
