// Answers from a bundle, offline, exactly as core/answer.py does on the server.
//
//   const bundle = await load(text, { on: "2026-11-23" });
//   answer(bundle, { acts: ["hold"], facts: { "judicial warrant": "no" }, paper: "I-247A" });
//   next(bundle, { acts: ["hold"], facts: {} });
//
// A fact left out is not known yet and is never guessed; "not sure" is an answer to every
// question.  The format is described in core/bundle.py.  Nothing here makes markup or runs text.

export { answer, next, paragraph } from "./answer.js";
export { ConflictingFactsError, UnknownNameError } from "./words.js";

export const FORMAT = 1;

/** The bundle is damaged, of another format, or past its day. */
export class BundleError extends Error {}

/**
 * Read a bundle and refuse it if it is damaged, of another format, or past its day.
 * `on` is today, YYYY-MM-DD; `sha256`, if given, is the only content that is accepted.
 */
export async function load(source, { on, sha256 } = {}) {
  const data = typeof source === "string" ? JSON.parse(source) : source;
  if (data?.format !== FORMAT) throw new BundleError(`this is not a bundle of format ${FORMAT}`);
  const { sha256: claimed, ...content } = data;
  const bytes = new TextEncoder().encode(canonical(content));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== claimed || (sha256 && found !== sha256)) {
    throw new BundleError("the bundle is not what was published; load it again");
  }
  const bundle = opened(data);
  checkDay(bundle, on);
  return bundle;
}

/** JSON with sorted keys and no spaces, byte for byte as Python wrote it. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value).replaceAll("<", "\\u003c");
  const entries = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${entries}}`;
}

/** Refuse a day for which the bundle was not made: its texts may not be in force then. */
export function checkDay(bundle, on) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on ?? "")) throw new BundleError("say which day it is, YYYY-MM-DD");
  if (on < bundle.day || on > bundle.validUntil) {
    const days = `from ${bundle.day} to ${bundle.validUntil}`;
    throw new BundleError(`this guidance may be used ${days}, not on ${on}; load it again or call`);
  }
}

/** Turn string numbers into strings and rows of the file into objects, once. */
function opened(data) {
  const s = (index) => data.strings[index];
  const texts = data.texts.map(([id, title, kind]) => ({ id: s(id), title: s(title), kind: s(kind) }));
  const citations = data.citations.map(([text, grade, status, source, note]) =>
    ({ text: s(text), grade: s(grade), status: s(status), source: s(source), note: s(note) }));
  const facts = data.facts.map((fact) => openedFact(fact, s));
  const levels = facts.filter((fact) => fact.level >= 0); // they stand in the order of the levels
  const rows = data.rows.map(([text, table, row, anchor, section, line, paragraph, ...cites]) => ({
    text, cites, paragraph,
    shown: {
      text: texts[text].id, table: s(table), row: s(row), anchor: s(anchor), paragraph: s(section), line,
      heading: s(paragraph < 0 ? table : data.paragraphs[paragraph][2]),
    },
  }));
  return Object.freeze({
    memo: data.memo, title: data.title, draft: Boolean(data.draft), day: data.day,
    validUntil: data.valid_until, mostStates: data.most_states, sha256: data.sha256, texts, citations, facts, levels, rows,
    memoFacts: data.memo_facts.map((index) => facts[index]),
    nodes: openedNodes(data.nodes, levels), outcomes: data.outcomes, sayings: data.sayings,
    rulings: data.rulings.map(([direction, ...bounds]) => ({ direction: s(direction), bounds: bounds.map(s) })),
    filled: (ruling) => data.filled[ruling] ?? ruling,
    acts: data.acts.map(([name, question, group, note, root, fallback], index) => ({
      name: s(name), question: s(question), group: s(group), note: s(note), root, fallback,
      ruled: index < data.ruled,
    })),
    papers: data.papers.map(([name, title, looksLike, signedBy, from, to, asksFor, settles, cites]) => ({
      name: s(name), title: s(title), looksLike: s(looksLike), signedBy: s(signedBy), from: s(from), to: s(to),
      asksFor: asksFor.map((act) => s(data.acts[act][0])),
      settles: settles.map(([fact, answer]) => [facts[fact], s(answer)]),
      citations: cites.map((cite) => citations[cite]),
    })),
    items: data.items.map(([kind, words, row, guard, asked, ...columns]) => ({
      kind: s(kind), words: s(words), row, guard,
      asked: asked && asked.map((act) => s(data.acts[act][0])),
      columns: columns.map(([name, cell]) => [s(name).replaceAll(" ", "_"), s(cell)]),
    })),
    paragraphs: data.paragraphs.map(([text, anchor, title, markdown]) =>
      ({ text: texts[text].id, anchor: s(anchor), title: s(title), markdown: s(markdown) })),
  });
}

function openedFact([text, name, shown, question, howToTell, why, decidedBy, level, labels, line], s) {
  const [measure, unit, allowed, cuts] = line || [];
  return {
    text: s(text), name: s(name), shown: s(shown), question: s(question), howToTell: s(howToTell),
    why: s(why), decidedBy: s(decidedBy), level, labels: labels.map(s),
    line: line && { measure: s(measure), unit: s(unit), allowed: s(allowed), edges: cuts.map((cut) => (cut === null ? null : s(cut))) },
  };
}

/** The nodes stand one after another: the level, then one child for each of its answers. */
function openedNodes(flat, levels) {
  const nodes = [];
  for (let at = 0; at < flat.length; at += 1 + levels[flat[at]].labels.length) {
    nodes.push({ level: flat[at], children: flat.slice(at + 1, at + 1 + levels[flat[at]].labels.length) });
  }
  return nodes;
}
