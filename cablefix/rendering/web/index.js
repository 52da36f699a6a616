// The index: a click on the head of a column sorts by it, a second one the other way round.
"use strict";

const body = document.querySelector("#documents tbody");
const heads = [...document.querySelectorAll("#documents thead th")];
const order = new Intl.Collator("en", { numeric: true }).compare;

function sortBy(column, way) {
  const value = (row) => row.cells[column].dataset.v;
  const rows = [...body.rows].sort((a, b) => way * order(value(a), value(b)));
  body.append(...rows);
  heads.forEach((th, i) => {
    if (i === column) th.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    else th.removeAttribute("aria-sort");
  });
  const by = heads[column].textContent.trim();
  document.getElementById("say").textContent = `sorted by ${by}, ${way > 0 ? "rising" : "falling"}`;
}

heads.forEach((th, column) => {
  const button = th.querySelector("button");
  if (!button) return;
  const first = th.classList.contains("n") ? -1 : 1; // of numbers, the greatest are wanted first
  button.addEventListener("click", () => {
    const now = { ascending: 1, descending: -1 }[th.getAttribute("aria-sort")];
    sortBy(column, now ? -now : first);
  });
});

// What was decided in the pages of this browser, as they keep it.
function reviewed(row) {
  try {
    const kept = JSON.parse(localStorage.getItem(`cablefix ${row.dataset.sha}`) || "{}");
    return Math.min(Object.keys(kept).length, Number(row.dataset.all));
  } catch {
    return 0; // a browser that keeps nothing, or a damaged entry
  }
}

function showReviewed() {
  let done = 0;
  let all = 0;
  for (const row of body.rows) {
    const count = reviewed(row);
    const of = Number(row.dataset.all);
    const share = of ? Math.round((100 * count) / of) : 100;
    const cell = row.querySelector(".reviewed");
    cell.dataset.v = share;
    cell.textContent = of ? `${share} %` : "–";
    done += count;
    all += of;
  }
  document.getElementById("reviewed").textContent = `${done} of ${all}`;
}
showReviewed();
addEventListener("pageshow", showReviewed);
addEventListener("storage", showReviewed);

const find = document.getElementById("find");
find.addEventListener("input", () => {
  const wanted = find.value.trim().toLowerCase();
  let count = 0;
  for (const row of body.rows) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
    count += !row.hidden;
  }
  document.getElementById("found").textContent = wanted ? `${count} of ${body.rows.length}` : "";
});
