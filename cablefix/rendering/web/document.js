// The page of one document: evidence, steps from finding to finding, filter, columns, lists.
"use strict";

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("records").textContent);
const records = data.records;
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

// Text for people: controls that would act unseen are named, as in the columns.
const visible = (text) =>
  text.replace(UNSEEN, (c) => "⟨U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "⟩");

function make(tag, className, text) {
  const el = document.createElement(tag);
  if (className) el.className = className;
  if (text !== undefined) el.textContent = text;
  return el;
}

// --- the findings and where they stand ---

const isGap = (i) => records[i].record === "gap";
const gapTitle = (i) => visible(data.titles[i]);
const percent = (p) => (p > 0.999 && p < 1 ? "99.9" : (100 * p).toFixed(p < 0.9 ? 0 : 1)) + " %";
const category = (i) => (isGap(i) ? "gap" : records[i].certainty);

const shownAt = new Map(); // number of a record -> its elements, transcription first
for (const el of document.querySelectorAll("#text [data-i]")) {
  const i = Number(el.dataset.i);
  if (!shownAt.has(i)) shownAt.set(i, []);
  shownAt.get(i).push(el);
}
const findings = [...shownAt.keys()];
const main = (i) => {
  const all = shownAt.get(i);
  return document.body.dataset.view === "a" ? all[0] : all[all.length - 1];
};
const lineOf = (i) => records[i].line;

// A finding in words. What a mark shows comes first in its name: who speaks to the page says that.
function describe(i) {
  const r = records[i];
  if (isGap(i)) return `gap: ${gapTitle(i)}, ${percent(r.confidence)}`;
  const done = r.record === "correction" ? "corrected" : "suggestion";
  const change = `${visible(r.original)} to ${visible(r.replacement) || "nothing"}`;
  return `${done}: ${change}; ${visible(r.kind)}, ${r.certainty} ${percent(r.confidence)}`;
}

function nameMark(i, verdict = "") {
  const el = shownAt.get(i).at(-1);
  const told = describe(i) + (verdict && `; ${verdict}`);
  if (el.matches(".gapbar")) (el.querySelector(".sr") ?? el.appendChild(make("span", "sr"))).textContent = told;
  else el.setAttribute("aria-label", `${el.textContent} (${told})`);
}

for (const i of findings) {
  const el = shownAt.get(i).at(-1);
  el.tabIndex = 0;
  el.setAttribute("role", "button");
  nameMark(i);
  if (shownAt.get(i).length > 1) shownAt.get(i)[0].tabIndex = -1;
}

// --- the evidence card ---

const card = byId("card");
let current = null; // the finding that n and p count from
let pinned = false; // a card opened by click, tap, or key stays

function fillCard(i) {
  const r = records[i];
  byId("card-kind").textContent = isGap(i) ? "gap" : visible(`${r.kind} · ${r.rule}`);
  byId("card-sure").textContent = isGap(i) ? percent(r.confidence) : `${r.certainty} ${percent(r.confidence)}`;
  byId("card-sure").className = category(i);
  const change = byId("card-change");
  change.className = isGap(i) ? "lost" : "pair";
  if (isGap(i)) change.replaceChildren(gapTitle(i));
  else change.replaceChildren(make("del", "", visible(r.original)), make("ins", "", visible(r.replacement) || "∅ nothing"));
  byId("card-why").textContent = visible(r.why);
  showPiece(data.pieces?.[i]);
  const codes = isGap(i) ? r.exemptions.map((e) => visible(`${e.code} (${e.authority}, ${e.scope})`)) : [];
  byId("card-codes").textContent = codes.join("; ");
  byId("card-codes").hidden = !codes.length;
}

// The piece of the page image that the finding is about, where the report has images.
function showPiece(source) {
  byId("card-piece")?.remove();
  if (!source) return;
  const image = make("img");
  image.id = "card-piece";
  image.alt = "the place on the page";
  image.src = source;
  byId("card-change").before(image);
}

function placeCard(el) {
  const box = el.getClientRects()[0] || el.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
  const below = box.bottom + 6 + height < window.innerHeight || box.top < height + 60;
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${(below ? box.bottom + 6 : box.top - height - 6) + window.scrollY}px`;
}

function showCard(i, el, pin) {
  clearTimeout(hovering);
  hideCard();
  pinned = pin;
  fillCard(i);
  card.dataset.i = i;
  card.classList.toggle("pinned", pin);
  card.hidden = false;
  document.dispatchEvent(new CustomEvent("card", { detail: i }));
  for (const other of shownAt.get(i)) other.classList.add("on");
  placeCard(el);
}

function hideCard() {
  if (card.hidden) return;
  card.hidden = true;
  pinned = false;
  for (const el of shownAt.get(Number(card.dataset.i))) el.classList.remove("on");
}

const findingAt = (target) => target instanceof Element && target.closest("#text [data-i]:not(.off)");
let hovering = 0;
const pointer = { x: -1, y: -1 };
document.addEventListener("pointerover", (event) => {
  // A page that scrolls under a pointer at rest is no hover.
  const still = event.clientX === pointer.x && event.clientY === pointer.y;
  if (event.pointerType === "touch" || still) return;
  const el = findingAt(event.target);
  clearTimeout(hovering);
  if (el && pinned && (card.dataset.i === el.dataset.i || card.contains(document.activeElement))) return;
  // Over a card that was asked for, a short stay is needed: the way to it may lead across.
  if (el) hovering = setTimeout(showCard, pinned ? 250 : 0, Number(el.dataset.i), el, false);
  else if (!pinned && !card.contains(event.target)) hovering = setTimeout(hideCard, 180);
});
document.addEventListener("pointermove", (event) => {
  pointer.x = event.clientX;
  pointer.y = event.clientY;
});
document.addEventListener("click", (event) => {
  const el = findingAt(event.target);
  if (el) select(Number(el.dataset.i), el);
  else if (pinned && !card.contains(event.target) && !event.target.closest(".tools, .lists")) hideCard();
});
document.addEventListener("focusin", (event) => {
  const el = findingAt(event.target);
  if (el && !(pinned && card.dataset.i === el.dataset.i)) select(Number(el.dataset.i), el);
  else if (!el && !event.target.closest("#card, .tools")) hideCard();
});
byId("card-close").addEventListener("click", hideCard);

function select(i, el = main(i)) {
  current = i;
  showCard(i, el, true);
  byId("where").textContent = `${listed.indexOf(i) + 1} / ${listed.length}`;
}

// --- from finding to finding ---

const hidden = { certainties: new Set(), kind: "" };
const WITHHELD = "withheld only"; // no kind has a blank in its name
const isWithheld = (i) => isGap(i) && data.withheld.includes(records[i].kind);
const isOfKind = (i) => !hidden.kind || (hidden.kind === WITHHELD ? isWithheld(i) : records[i].kind === hidden.kind);
const isSure = (i) => 100 * records[i].confidence >= Number(byId("least").value);
const passes = (i) => !hidden.certainties.has(category(i)) && isOfKind(i) && isSure(i);
let listed = findings;

function go(i) {
  const el = main(i);
  el.focus({ preventScroll: true });
  bring(el, () => placeCard(el));
  select(i, el);
  byId("say").textContent = `${describe(i)}. ${visible(records[i].why)}`;
}

// Scrolls to an element; leaves that are laid out on the way move it, so it is looked at again.
function bring(el, then = () => {}, tries = 5) {
  const middle = () => el.getBoundingClientRect().top / window.innerHeight;
  el.scrollIntoView({ block: "center" });
  then();
  if (tries) requestAnimationFrame(() => {
    if (middle() < 0.15 || middle() > 0.85) bring(el, then, tries - 1);
    else then();
  });
}

function step(by) {
  const list = listed;
  if (!list.length) return;
  let at = list.indexOf(current);
  if (at < 0) at = by > 0 ? firstBelow(list) - 1 : firstBelow(list);
  go(list[(at + by + list.length) % list.length]);
}

// Where a reader who has not selected anything is: the first finding from the top line on.
function firstBelow(list) {
  const line = topLine();
  const at = list.findIndex((i) => lineOf(i) >= line);
  return at < 0 ? 0 : at;
}

byId("next").addEventListener("click", () => step(1));
byId("prev").addEventListener("click", () => step(-1));

// The keys: a dialog that the browser closes by Esc.
const ask = () => byId("help").showModal();
byId("ask").addEventListener("click", ask);

const actions = { n: () => step(1), p: () => step(-1), "?": ask };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || byId("help").open) return;
  const inField = event.target.matches("input[type=text], textarea, select");
  if (event.key === "Escape" && !card.hidden) {
    const back = card.contains(document.activeElement);
    const i = Number(card.dataset.i);
    hideCard();
    if (back) main(i).focus({ preventScroll: true }), hideCard();
  } else if ((event.key === "Enter" || event.key === " ") && findingAt(event.target)) {
    event.preventDefault();
    select(Number(event.target.dataset.i), event.target);
    byId("accept").focus();
  } else if (!inField && byId("keys").checked && actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
});

// --- filter ---

function refilter() {
  listed = findings.filter(passes);
  for (const i of findings) for (const el of shownAt.get(i)) el.classList.toggle("off", !passes(i));
  byId("where").textContent = `${listed.indexOf(current) + 1} / ${listed.length}`;
  for (const row of document.querySelectorAll(".row.has"))
    row.classList.toggle("quiet", !row.querySelector("[data-i]:not(.off)"));
}

function tally(values) {
  const counts = new Map();
  for (const v of values) counts.set(v, (counts.get(v) || 0) + 1);
  return counts;
}

for (const name of ["certain", "probable", "possible", "gap"]) {
  const label = make("label", `check ${name}`);
  const box = make("input");
  box.type = "checkbox";
  box.checked = true;
  box.value = name;
  const count = findings.filter((i) => category(i) === name).length;
  const text = make("span", "", `${name === "gap" ? "gaps" : name} `);
  text.append(make("b", "", count));
  label.append(box, text);
  byId("certainties").append(label);
  box.addEventListener("change", () => {
    hidden.certainties[box.checked ? "delete" : "add"](name);
    refilter();
  });
}

byId("kind").append(new Option(`all kinds (${findings.length})`, ""));
if (findings.some(isWithheld))
  byId("kind").append(new Option(`${WITHHELD} (${findings.filter(isWithheld).length})`, WITHHELD));
for (const [name, wanted] of [["Changes and suggestions", false], ["Gaps", true]]) {
  const group = make("optgroup");
  group.label = name;
  const counts = tally(findings.filter((i) => isGap(i) === wanted).map((i) => records[i].kind));
  for (const [kind, n] of [...counts].sort()) group.append(new Option(visible(`${kind} (${n})`), kind));
  if (counts.size) byId("kind").append(group);
}
byId("kind").addEventListener("change", (event) => {
  hidden.kind = event.target.value;
  refilter();
});

byId("least").addEventListener("input", (event) => {
  byId("least-said").textContent = `${event.target.value} %`;
  refilter();
});

// --- columns ---

for (const radio of document.getElementsByName("view")) {
  radio.addEventListener("change", () => {
    document.body.dataset.view = radio.value;
    hideCard();
    for (const i of findings) for (const el of shownAt.get(i)) el.tabIndex = el === main(i) ? 0 : -1;
  });
}
byId("only").addEventListener("change", (event) => {
  document.body.classList.toggle("only", event.target.checked);
  hideCard();
});
// Text is selected in one column at a time.
byId("text").addEventListener("pointerdown", (event) => {
  byId("text").dataset.side = event.target.closest(".a") ? "a" : "b";
});

// --- strip and ribbon: where the reader is ---

const ribbon = document.querySelector(".ribbon");
const here = document.createElementNS(ribbon.namespaceURI, "rect");
here.setAttribute("class", "here");
here.setAttribute("height", "9");
ribbon.append(here);
ribbon.parentElement.addEventListener("click", (event) => {
  const box = ribbon.getBoundingClientRect();
  const wanted = Math.ceil(((event.clientX - box.left) / box.width) * data.lines);
  let n = Math.max(1, wanted);
  while (n > 1 && !byId(`L${n}`)) n -= 1;
  bring(byId(`L${n}`));
});

// The line at a height of the window, or the next one below (by < 0: above) that is a row.
function lineNear(y, by) {
  const x = byId("text").getBoundingClientRect().left + 80;
  for (let at = y; at > 0 && at < window.innerHeight; at += by) {
    const row = document.elementFromPoint(x, at)?.closest(".row");
    if (row) return Number(row.dataset.n);
  }
  return null;
}
const topLine = () => lineNear(document.querySelector(".tools").getBoundingClientRect().bottom + 8, 16) ?? 1;

let waiting = false;
function follow() {
  waiting = false;
  const first = topLine();
  const last = lineNear(window.innerHeight - 8, -16) ?? first;
  const scale = data.places / data.lines;
  here.setAttribute("x", (first * scale).toFixed(1));
  here.setAttribute("width", Math.max(2, (last - first) * scale).toFixed(1));
}
function followSoon() {
  if (!waiting) requestAnimationFrame(follow);
  waiting = true;
}
addEventListener("scroll", followSoon, { passive: true });
addEventListener("resize", followSoon, { passive: true });
followSoon();

refilter();
