// Review: accept, refuse or edit each change, one by one or by series; kept in this browser.

const STORE = `cablefix ${records[0].sha256}`;
const idOf = (i) => {
  const r = records[i];
  return [r.record === "gap" ? "gap" : "change", r.start, r.end, r.kind, r.replacement ?? ""].join(" ");
};
const numberOf = new Map(findings.map((i) => [idOf(i), i]));
const decided = new Map(); // number of a record -> {verdict, replacement}
const past = []; // earlier states, for undo

function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) || "{}");
    for (const [id, decision] of Object.entries(kept))
      if (numberOf.has(id)) decided.set(numberOf.get(id), decision);
  } catch { /* a browser that keeps nothing, or a damaged entry: begin anew */ }
}

function save() {
  const kept = {};
  for (const [i, decision] of decided) kept[idOf(i)] = decision;
  try {
    localStorage.setItem(STORE, JSON.stringify(kept));
  } catch {
    byId("say").textContent = "This browser keeps nothing: download before you leave the page.";
  }
}

// --- what the text shows ---

function standing(i) {
  const r = records[i];
  const d = decided.get(i);
  if (!d) return r.record === "correction" ? r.replacement : r.original;
  if (d.verdict === "refused") return r.original;
  return d.verdict === "edited" ? d.replacement : r.replacement;
}

function write(el, text) {
  let at = 0;
  el.replaceChildren();
  for (const match of text.matchAll(UNSEEN)) {
    el.append(text.slice(at, match.index));
    el.append(make("span", "unseen", visible(match[0]).slice(1, -1)));
    at = match.index + match[0].length;
  }
  el.append(text.slice(at));
}

function paint(i) {
  const d = decided.get(i);
  for (const el of shownAt.get(i)) {
    el.classList.remove("accepted", "refused", "edited");
    if (d) el.classList.add(d.verdict);
  }
  const last = shownAt.get(i).at(-1);
  if (!isGap(i)) {
    write(last, standing(i));
    if (standing(i) !== records[i].original) last.closest(".row").classList.add("changed");
  }
  nameMark(i, d?.verdict);
}

function progress() {
  byId("progress").max = Math.max(1, findings.length);
  byId("progress").value = decided.size;
  byId("reviewed").textContent = `${decided.size} of ${findings.length} reviewed`;
  byId("undo").disabled = !past.length;
}

// --- deciding ---

// The findings that one decision can settle together: the same change, the same result, one rule.
function series(i) {
  if (isGap(i)) return [];
  const r = records[i];
  const all = findings.filter((k) => !isGap(k));
  const now = visible(r.replacement) || "∅";
  const wide = [
    [`${visible(r.original)} → ${now}`, all.filter((k) => records[k].original === r.original && records[k].replacement === r.replacement)],
    [`→ ${now}`, all.filter((k) => records[k].replacement === r.replacement)],
    [`of rule ${visible(r.rule)}`, all.filter((k) => records[k].rule === r.rule && records[k].record === r.record)],
  ];
  let size = 1;
  return wide.filter(([, list]) => list.length > size && (size = list.length));
}

function decide(list, verdict, replacement) {
  past.push(new Map(decided));
  const same = list.every((i) => decided.get(i)?.verdict === verdict && verdict !== "edited");
  for (const i of list) {
    if (same) decided.delete(i);
    else if (verdict === "edited") decided.set(i, { verdict, replacement });
    else decided.set(i, { verdict });
    paint(i);
  }
  save();
  progress();
  mark(Number(card.dataset.i));
  const word = same ? "open again" : verdict;
  byId("say").textContent = list.length > 1 ? `${list.length} findings ${word}` : word;
}

function chosen() {
  const i = Number(card.dataset.i);
  const scope = byId("scope").value;
  return scope === "one" ? [i] : series(i)[Number(scope)][1];
}

function mark(i) {
  const verdict = decided.get(i)?.verdict;
  for (const [id, name] of [["accept", "accepted"], ["refuse", "refused"], ["edit", "edited"]])
    byId(id).setAttribute("aria-pressed", String(verdict === name));
}

document.addEventListener("card", ({ detail: i }) => {
  const options = series(i).map(([name, list], k) => new Option(`all ${list.length} ${name}`, k));
  byId("scope").replaceChildren(new Option("this one", "one"), ...options);
  byId("scope-box").hidden = !options.length;
  byId("edit").hidden = isGap(i);
  byId("edit-form").hidden = true;
  mark(i);
});

function act(verdict) {
  if (!pinned) return;
  const list = chosen();
  decide(list, verdict);
  if (decided.has(list[0])) advance();
}

// After a decision: on to the next finding, of those that are shown, about which nothing is decided.
function advance() {
  if (!byId("advance").checked) return;
  const at = listed.indexOf(current);
  const following = [...listed.slice(at + 1), ...listed.slice(0, at + 1)];
  const next = following.find((i) => !decided.has(i));
  if (next !== undefined) go(next);
  else byId("say").textContent = "All that is shown has been reviewed.";
}

function edit() {
  const i = Number(card.dataset.i);
  if (!pinned || isGap(i)) return;
  byId("edit-form").hidden = false;
  byId("edit-text").value = decided.has(i) ? standing(i) : records[i].replacement;
  byId("edit-text").focus();
  byId("edit-text").select();
}

function undo() {
  if (!past.length) return;
  const before = past.pop();
  const touched = new Set([...decided.keys(), ...before.keys()]);
  decided.clear();
  for (const [i, d] of before) decided.set(i, d);
  touched.forEach(paint);
  save();
  progress();
  if (!card.hidden) mark(Number(card.dataset.i));
}

byId("accept").addEventListener("click", () => act("accepted"));
byId("refuse").addEventListener("click", () => act("refused"));
byId("edit").addEventListener("click", edit);
byId("undo").addEventListener("click", undo);
byId("edit-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const list = chosen();
  decide(list, "edited", byId("edit-text").value);
  main(list[0]).focus({ preventScroll: true });
  hideCard();
  advance();
});
byId("edit-text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    byId("edit-form").requestSubmit();
  }
});
Object.assign(actions, { a: () => act("accepted"), r: () => act("refused"), e: edit, u: undo });

// --- the decisions as the records that `cablefix apply` takes ---

function decisionRecord(i) {
  const r = records[i];
  const { verdict, replacement = r.replacement } = decided.get(i);
  const [before, after] = data.contexts[i];
  return { record: "decision", quote: r.original, replacement, verdict, before, after, start: r.start, note: "" };
}

// All findings but the refused ones, then the decisions; a refusal stays as one, to last.
function decisions() {
  const gone = (r, i) => decided.get(i)?.verdict === "refused";
  const told = [...decided.keys()].filter((i) => !isGap(i)).sort((a, b) => records[a].start - records[b].start);
  const anew = new Set(told.map((i) => `${records[i].start} ${records[i].original}`));
  const kept = records.filter((r, i) => !gone(r, i) && !(r.record === "decision" && anew.has(`${r.start} ${r.quote}`)));
  return [...kept, ...told.map(decisionRecord)].map((r) => JSON.stringify(r) + "\n").join("");
}

function download(text, type, ending) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = data.stem + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

byId("download").addEventListener("click", () =>
  download(decisions(), "application/jsonl", ".decisions.jsonl"));

// The whole text with every change that stands by now; offsets count code points.
function cleanText() {
  const points = Array.from(data.text);
  const parts = [];
  let at = 0;
  const changed = findings.filter((i) => !isGap(i) && standing(i) !== records[i].original);
  for (const i of changed.sort((a, b) => records[a].start - records[b].start)) {
    const { start, end } = records[i];
    if (start < at) continue;
    parts.push(points.slice(at, start).join(""), standing(i));
    at = end;
  }
  return parts.join("") + points.slice(at).join("");
}

byId("download-text").addEventListener("click", () =>
  download(cleanText(), "text/plain;charset=utf-8", ".clean.txt"));

// Whether to go on after a decision is remembered for the next page.
const ADVANCE = "cablefix: on after a decision";
try {
  byId("advance").checked = localStorage.getItem(ADVANCE) === "yes";
} catch { /* a browser that keeps nothing */ }
byId("advance").addEventListener("change", (event) => {
  try {
    localStorage.setItem(ADVANCE, event.target.checked ? "yes" : "no");
  } catch { /* it holds for this page alone */ }
});

// Decisions that were downloaded, here or elsewhere, are taken up again; the newer ones hold.
function take(text) {
  const given = text.split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line));
  const known = new Map(findings.map((i) => [`${records[i].start} ${records[i].original}`, i]));
  past.push(new Map(decided));
  let count = 0;
  for (const { record, quote, start, verdict, replacement } of given) {
    const i = record === "decision" ? known.get(`${start} ${quote}`) : undefined;
    if (i === undefined || !["accepted", "refused", "edited"].includes(verdict)) continue;
    decided.set(i, verdict === "edited" ? { verdict, replacement: String(replacement) } : { verdict });
    paint(i);
    count += 1;
  }
  save();
  progress();
  byId("say").textContent = `${count} decisions loaded`;
}

byId("load").addEventListener("change", async (event) => {
  try {
    take(await event.target.files[0].text());
  } catch {
    byId("say").textContent = "This is no file of decisions: take one that was downloaded here.";
  }
  event.target.value = "";
});

load();
for (const i of decided.keys()) paint(i);
progress();
