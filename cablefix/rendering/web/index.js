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
