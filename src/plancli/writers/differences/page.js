// Filters by kind and operation, and keys to go from change to change.
"use strict";
const form = document.getElementById("filters");
const changes = [...document.querySelectorAll(".change")];
const boxes = [...form.querySelectorAll("input")];
const chosen = (name) => new Set(boxes.filter((box) => box.name === name && box.checked).map((box) => box.value));

function apply() {
  const kinds = chosen("kind");
  const ops = chosen("op");
  let shown = 0;
  for (const change of changes) {
    const wanted = kinds.has(change.dataset.kind) && change.dataset.ops.split(" ").some((op) => ops.has(op));
    change.hidden = !wanted;
    shown += wanted ? 1 : 0;
  }
  for (const section of document.querySelectorAll(".kind")) {
    section.hidden = !section.querySelector(".change:not([hidden])");
  }
  document.getElementById("shown").textContent = `${shown} of ${changes.length} shown`;
}

function go(step) {
  const visible = changes.filter((change) => !change.hidden);
  if (!visible.length) return;
  const at = visible.indexOf(document.activeElement.closest(".change"));
  const next = visible[at < 0 ? (step > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + step, 0), visible.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

form.hidden = false;
form.addEventListener("change", apply);
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("all").addEventListener("click", () => {
  for (const box of boxes) box.checked = true;
  apply();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") go(1);
  if (event.key === "k") go(-1);
});
addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.hidden) {
    for (const box of boxes) box.checked = true;
    apply();
    target.scrollIntoView();
  }
});
apply();
