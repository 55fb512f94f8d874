// Comfort on the form that files an inspection; it is whole without: what is entered is kept as a draft while somebody
// works, which keeps the session alive too; leaving with something unsaved asks first; last time's value at one press.
"use strict";
(() => {
  const form = document.getElementById("form");
  if (!form) return;
  const quiet = "autosave" in form.dataset;
  const said = document.getElementById("kept");
  // (`form.action` is its button of that name.)
  const address = form.getAttribute("action");
  let changed = !quiet;
  let leaving = false;
  let timer = 0;
  let sending = false;

  const later = (seconds) => { timer = setTimeout(keep, seconds * 1000); };

  const say = (word, time) => {
    said.textContent = said.dataset[word].replace("{0}", time || "");
    said.hidden = false;
  };

  // Without what is empty: most of a long form is.
  const body = () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== "" || name === "inspector") fields.append(name, value);
    fields.append("action", "draft");
    return fields;
  };

  const keep = async (keepalive) => {
    timer = 0;
    if (!changed || leaving) return;
    // One at a time: the second would be made from a version that the first has replaced.
    if (sending) return later(1);
    changed = false;
    sending = true;
    try {
      const answer = await fetch(address, {
        method: "POST", body: body(), keepalive, redirect: "manual", headers: { Accept: "application/json" },
      });
      if (answer.ok) {
        const kept = await answer.json();
        form.elements.edition.value = kept.version;
        history.replaceState(null, "", address + "?draft=" + form.elements.id.value);
        say("kept", new Date().toTimeString().slice(0, 5));
        return;
      }
      changed = true;
      if ([409, 412].includes(answer.status)) return say("apart");
      if ([401, 403].includes(answer.status)) return say("ended");
      say("failed");
      later(30);
    } catch {
      changed = true;
      say("failed");
      later(30);
    } finally {
      sending = false;
    }
  };

  if (quiet) {
    form.addEventListener("input", () => {
      changed = true;
      if (!timer) later(20);
    });
    for (const last of document.querySelectorAll(".last")) {
      const button = last.querySelector("button");
      button.hidden = false;
      button.addEventListener("click", () => {
        const field = document.getElementById(last.dataset.for);
        if (field instanceof HTMLInputElement) field.value = last.dataset.last;
        else for (const choice of field.querySelectorAll("input")) choice.checked = choice.value === last.dataset.last;
        form.dispatchEvent(new Event("input"));
        button.hidden = true;
      });
    }
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(true); });
  }
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("beforeunload", (event) => { if (changed && !leaving) event.preventDefault(); });
})();
