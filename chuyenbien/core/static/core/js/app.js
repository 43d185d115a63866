/* Comforts only: everything works without this file. */

/* One click, one send: the button rests, its value still travels. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button?.name) {
    const kept = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
    form.append(kept);
  }
  setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach((one) => {
    one.disabled = true;
    one.classList.add("is-busy");
  }));
  setTimeout(() => wake(form), 20000); /* no answer: one may try again, the command is done only once */
});
const wake = (form) => {
  delete form.dataset.sent;
  form.querySelectorAll(".is-busy").forEach((one) => { one.disabled = false; one.classList.remove("is-busy"); });
};
/* The page came back from the browser's memory: let it be sent again. */
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-sent]").forEach(wake);
});

/* What stands in the way gets the focus. */
document.getElementById("error-summary")?.focus();

/* A menu closes when one clicks elsewhere or presses Escape. */
const shut = (except) => document.querySelectorAll("details.menu[open]").forEach((one) => { if (one !== except) one.open = false; });
document.addEventListener("click", (event) => shut(event.target.closest?.("details.menu")));
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});

/* Names of chosen files. */
document.addEventListener("change", (event) => {
  const place = event.target.dataset?.preview && document.getElementById(event.target.dataset.preview);
  if (place) place.textContent = [...event.target.files].map((file) => `${file.name} (${Math.ceil(file.size / 1024)} kB)`).join("; ");
});

/* A wide table can be scrolled by keyboard. */
document.querySelectorAll(".table-wrap").forEach((box) => {
  if (box.scrollWidth > box.clientWidth && !box.querySelector("a, button, input, select")) box.tabIndex = 0;
});

/* Leaving with something typed asks first. */
const changed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-warn-unsaved]");
  if (form) changed.add(form);
});
addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected && !form.dataset.sent)) event.preventDefault();
});

/* Long texts survive a closed window: data-autosave="a name for this person, form and subject", never data-private.
   The draft goes when the form has been recorded, that is when the next page shows no such form with errors. */
const PREFIX = "chuyenbien:";
const PENDING = `${PREFIX}pending`;
const store = (() => { try { localStorage.getItem(PREFIX); return localStorage; } catch { return null; } })();
const savable = (form) => [...form.elements].filter((one) =>
  one.name && !["hidden", "password", "file", "submit", "button"].includes(one.type) && !one.closest("[data-private]"));
const read = (key) => { try { return JSON.parse(store.getItem(key) || "null"); } catch { return null; } };

if (store) {
  const drafts = [...document.querySelectorAll("form[data-autosave]:not([data-private])")];
  const sent = store.getItem(PENDING);
  if (sent && !drafts.some((form) => PREFIX + form.dataset.autosave === sent)) store.removeItem(sent);
  store.removeItem(PENDING);
  drafts.forEach((form) => {
    const key = PREFIX + form.dataset.autosave;
    const draft = read(key);
    const refused = document.getElementById("error-summary");
    if (draft && !refused) {
      savable(form).forEach((one) => {
        if (!(one.name in draft.values)) return;
        const value = draft.values[one.name];
        if (one.type === "checkbox" || one.type === "radio") one.checked = value.includes(one.value);
        else if (!one.value) one.value = value[0] ?? "";
      });
    }
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const values = {};
        savable(form).forEach((one) => {
          const list = (values[one.name] ??= []);
          if (!["checkbox", "radio"].includes(one.type) || one.checked) list.push(one.value);
        });
        try { store.setItem(key, JSON.stringify({ at: Date.now(), values })); } catch { /* full: the form still works */ }
      }, 600);
    });
    form.addEventListener("submit", () => { clearTimeout(waiting); store.setItem(PENDING, key); });
  });
  /* Drafts older than a week are swept; signing out leaves none behind. */
  const sweep = (all) => Object.keys(store).filter((key) => key.startsWith(PREFIX) && key !== PENDING)
    .forEach((key) => { if (all || Date.now() - (read(key)?.at ?? 0) > 7 * 864e5) store.removeItem(key); });
  sweep(false);
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => sweep(true));
}
