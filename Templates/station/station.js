// Keys for what stands on the page as buttons. Without this every button works all the same.
"use strict";

// Between a decision and the next page no key means anything: it would be about what was before, or comes after.
let isLeaving = false;

document.addEventListener("keydown", (event) => {
  if (isLeaving || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const field = event.target.closest("input:not([type=checkbox]), select, textarea, summary");
  if (field) {
    // Out of a field with Escape: keys mean answers again.
    if (event.key === "Escape") field.blur();
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const meant = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  if (!meant) return;
  event.preventDefault();
  meant.click();
});

// A second press while the first is on its way would decide the next item unseen.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
  isLeaving = true;
});

// A page that comes back out of the browser's memory is sent anew.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
  isLeaving = false;
});

// Nothing is shown that works with a script only, before there is one.
for (const part of document.querySelectorAll(".scripted")) part.classList.add("ready");

// Files go one at a time: a file that is acknowledged lies in the survey's folder.
for (const zone of document.querySelectorAll("[data-drop]")) {
  const field = zone.querySelector("input[type=file]");
  const status = zone.querySelector(".status");
  const sent = zone.querySelector(".sent");
  const queue = [];
  let done = 0;
  let isSending = false;

  const tell = (text, isWrong) => {
    const line = document.createElement("li");
    line.textContent = text;
    if (isWrong) line.className = "error";
    sent.prepend(line);
  };
  const show = () => {
    const all = done + queue.length + (isSending ? 1 : 0);
    status.textContent = isSending || queue.length
      ? zone.dataset.sending.replace("{done}", done).replace("{n}", all) : "";
  };
  const send = async () => {
    if (isSending) return;
    isSending = true;
    for (let file = queue.shift(); file; file = queue.shift()) {
      show();
      try {
        const reply = await fetch(zone.dataset.drop, {
          method: "POST", body: file, redirect: "error",
          headers: {
            "Content-Type": "application/octet-stream", "X-Form-Token": zone.dataset.token,
            "X-File-Name": encodeURIComponent(file.name),
          },
        });
        const text = (reply.headers.get("Content-Type") || "").startsWith("text/plain") ? await reply.text() : "";
        tell(text || `${file.name}: ${zone.dataset.failed}`, !reply.ok);
      } catch {
        tell(`${file.name}: ${zone.dataset.failed}`, true);
      }
      done += 1;
    }
    isSending = false;
    done = 0;
    show();
    zone.dispatchEvent(new CustomEvent("sent", { bubbles: true }));
  };
  const add = (files) => {
    queue.push(...files);
    send();
  };
  field.addEventListener("change", () => {
    add(field.files);
    field.value = "";
  });
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    add(event.dataTransfer.files);
  });
}

// A file that is dropped beside the place for it would replace the page.
for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());

// What takes the place of a part of the page comes from the station, with every text escaped.
const renew = async (part, address, options) => {
  const reply = await fetch(address, { redirect: "error", ...options });
  if (!reply.ok) throw new Error(reply.statusText);
  const html = await reply.text();
  if (part.shown === html) return;
  part.shown = html;
  part.innerHTML = html;
};

// What is reconciled follows the count, unless somebody is writing there.
const renewRest = async (rest) => {
  const typed = [...rest.querySelectorAll("input")].some((field) => field.value !== field.defaultValue);
  if (typed || rest.contains(document.activeElement)) return;
  const reply = await fetch(location.href, { redirect: "error" });
  if (!reply.ok) return;
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const renewed = page.getElementById(rest.id);
  if (renewed) rest.replaceChildren(...renewed.childNodes);
};

for (const part of document.querySelectorAll("[data-live]")) {
  const rest = document.getElementById("rest");
  const lost = document.getElementById("lost");
  const isClosed = () => Boolean(part.querySelector("[data-closed]"));
  const wasClosed = isClosed();
  const look = async () => {
    if (!document.hidden && !isLeaving) {
      const before = part.innerHTML;
      await renew(part, part.dataset.live).then(() => { lost.hidden = true; }, () => { lost.hidden = false; });
      // Somebody else closed the box, or opened it again: other things may be done now. A form that was sent meanwhile
      // brings its own page.
      if (!isLeaving && isClosed() !== wasClosed) return location.reload();
      if (!isLeaving && rest && part.innerHTML !== before) await renewRest(rest).catch(() => {});
    }
    setTimeout(look, part.querySelector("[data-busy]") ? 1000 : 3000);
  };
  setTimeout(look, 1000);
}

// What is typed into minutes is kept in this tab until it is saved: a session may end, a link may be clicked.
for (const form of document.querySelectorAll("form[data-check]")) {
  const key = `minutes ${form.action} ${form.elements.base.value}`;
  const state = document.getElementById("state");
  const part = document.getElementById("check");
  const isTyped = (field) => field.name && field.type !== "hidden";
  const say = (text) => {
    state.textContent = text;
    state.hidden = !text;
  };
  const check = () => {
    renew(part, form.dataset.check, { method: "POST", body: new URLSearchParams(new FormData(form)) })
      .then(() => {
        if (state.textContent === form.dataset.over) say("");
        const wrong = new Set([...part.querySelectorAll("[data-field]")].map((one) => one.dataset.field));
        for (const field of form.elements) {
          if (wrong.has(field.name)) field.setAttribute("aria-invalid", "true");
          else field.removeAttribute("aria-invalid");
        }
      }).catch(() => say(form.dataset.over));
  };
  const typed = () => [...form.elements].filter(isTyped)
    .map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]);
  const kept = JSON.parse(sessionStorage.getItem(key) || "null");
  if (kept && JSON.stringify(kept) !== JSON.stringify(typed())) {
    for (const [name, value] of kept) {
      const field = form.elements[name];
      if (field && field.type === "checkbox") field.checked = value;
      else if (field) field.value = value;
    }
    say(form.dataset.restored);
    check();
  }
  let waiting = 0;
  form.addEventListener("input", () => {
    sessionStorage.setItem(key, JSON.stringify(typed()));
    clearTimeout(waiting);
    waiting = setTimeout(check, 400);
  });
}
