// The lists of suggestions, gaps and changes: written when they are first opened, or printed.

function fillList(details) {
  const box = details.querySelector(".list");
  if (box.firstChild) return;
  const name = details.id.slice(5);
  const table = make("table");
  const head = table.createTHead().insertRow();
  for (const title of ["line", name === "gap" ? "gap" : "change", "kind", "sure", "why"]) {
    const th = make("th", "", title);
    th.scope = "col";
    head.append(th);
  }
  const body = table.createTBody();
  for (const i of findings.filter((k) => records[k].record === name)) {
    const r = records[i];
    const row = body.insertRow();
    const button = make("button", "link", lineOf(i));
    button.type = "button";
    button.setAttribute("aria-label", `line ${lineOf(i)}: ${describe(i)}`);
    button.addEventListener("click", () => go(i));
    row.insertCell().append(button);
    const what = isGap(i) ? gapTitle(i) : `${visible(r.original)} → ${visible(r.replacement) || "∅"}`;
    row.append(make("td", "change", what), make("td", "", visible(r.kind)), make("td", "", percent(r.confidence)), make("td", "", visible(r.why)));
  }
  box.append(table);
}

for (const details of document.querySelectorAll(".lists details")) {
  const name = details.id.slice(5);
  const count = findings.filter((i) => records[i].record === name).length;
  details.querySelector("summary").append(` (${count})`);
  details.hidden = !count;
  details.addEventListener("toggle", () => fillList(details));
}
addEventListener("beforeprint", () => {
  hideCard();
  for (const details of document.querySelectorAll(".lists details")) {
    fillList(details);
    details.open = true;
  }
});
