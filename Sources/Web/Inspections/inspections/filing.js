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
  // A browser sends no more than 64 KiB of what outlives its page, which letters of Chinese reach at nine bytes each. What
  // is larger is kept as soon as typing pauses, and closing the page before that is done asks first.
  const most = 60000;
  let large = false;

  const later = (seconds) => { timer = setTimeout(keep, seconds * 1000); };

  const say = (word, time) => {
    said.textContent = said.dataset[word].replace("{0}", time || "");
    said.hidden = false;
  };

  // Without what is empty: most of a long form is.
  const body = () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      // Files are sent by themselves, or with the form.
      if (typeof value === "string" && (value !== "" || name === "inspector")) fields.append(name, value);
    }
    fields.append("action", "draft");
    large = fields.toString().length > most;
    return fields;
  };

  const keep = async () => {
    clearTimeout(timer);
    timer = 0;
    if (!changed || leaving) return;
    // One at a time: the second would be made from a version that the first has replaced.
    if (sending) return later(1);
    changed = false;
    sending = true;
    try {
      const words = body();
      const answer = await fetch(address, {
        method: "POST", body: words, keepalive: !large, redirect: "manual", headers: { Accept: "application/json" },
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
      if (large) clearTimeout(timer);
      if (large || !timer) later(large ? 2 : 20);
    });
    body();
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
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
  }
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("beforeunload", (event) => {
    if ((changed || (sending && large)) && !leaving) event.preventDefault();
  });
})();
