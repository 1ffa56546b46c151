// The answer to a request and the next question, as core/answer.py and core/items.py find them.

import { checkDay } from "./bundle.js";
import { Diagram, Interview, copy } from "./diagram.js";
import { resolve } from "./situation.js";
import { NOT_SURE } from "./words.js";

const [NO, YES] = [-1, -2]; // the leaves of a guard; outcome n is leaf -3 - n

/** Answer a request: `acts` asked for (none: all), `facts` given, the `paper` shown, the day `on`. */
export function answer(bundle, request) {
  if (request.on !== undefined) checkDay(bundle, request.on);
  const desk = new Desk(bundle, resolve(bundle, request));
  const directions = Object.fromEntries(desk.situation.acts.map((act) => [act, desk.direction(act)]));
  const items = bundle.items.flatMap((item) => desk.item(item));
  const of = (kind) => items.filter((item) => item[0] === kind).map((item) => item[1]);
  return {
    memo: bundle.memo, title: bundle.title, draft: bundle.draft, on: bundle.day,
    texts: bundle.texts.map((text) => text.id), given: desk.given(),
    settled: Object.values(directions).every((each) => each.settled), directions, duties: of("duty"),
    desk: { say: of("say"), do: of("do"), do_not: of("do not"), call: of("call"), write_down: of("write down") },
  };
}

/** Only what is to be done, said, called and written down, for a request: [kind, thing] in order. */
export function things(bundle, request) {
  const desk = new Desk(bundle, resolve(bundle, request));
  return bundle.items.flatMap((item) => desk.item(item));
}

/** The next question to ask, or null where every act asked for is settled. */
export function next(bundle, request) {
  if (request.on !== undefined) checkDay(bundle, request.on);
  const desk = new Desk(bundle, resolve(bundle, request));
  const open = desk.situation.acts.map((act) => desk.leftOpen(bundle.acts.find((each) => each.name === act)));
  if (open.every((node) => node < 0)) return null;
  const together = desk.diagram.combine((values) => values.join("|"), open);
  const choice = new Interview(desk.diagram, bundle.mostStates).next(together);
  if (!choice) return null;
  const fact = bundle.levels[choice.level];
  return {
    fact: fact.shown, question: fact.question, answers: [...fact.labels, NOT_SURE], free: Boolean(fact.line),
    how_to_tell: fact.howToTell, why: fact.why, decided_by: fact.decidedBy,
    expected_questions: choice.expected, provably_fewest: choice.exact,
  };
}

/** The paragraph (Markdown) that a row of an answer stands in. */
export function paragraph(bundle, row) {
  const found = bundle.rows.find((each) => each.shown.text === row.text && each.shown.anchor === row.anchor);
  return found && found.paragraph >= 0 ? bundle.paragraphs[found.paragraph] : null;
}

/** One request being worked out.  A set of rulings is written as their numbers, "3 7". */
class Desk {
  constructor(bundle, situation) {
    this.bundle = bundle;
    this.situation = situation;
    this.diagram = new Diagram(bundle.levels.map((fact) => fact.labels.length));
  }

  given() {
    const { levels } = this.bundle;
    const unsure = [...this.situation.unsure].sort((a, b) => a - b).map((level) => [levels[level].shown, NOT_SURE]);
    const answers = [...this.situation.answers].map(([level, index]) => [levels[level].shown, levels[level].labels[index]]);
    return Object.fromEntries([...answers, ...unsure, ...this.situation.beside]);
  }

  /** What binds for an act, as sets of rulings, the given answers known and the unsure merged away. */
  leftOpen(act) {
    return this.diagram.merge(this.ruling(act), this.situation.unsure, union);
  }

  ruling(act) {
    const { nodes, outcomes } = this.bundle;
    const leaf = (node) => this.diagram.leaf(String(outcomes[-3 - node][0]));
    return copy(this.diagram, nodes, act.root, this.situation.answers, leaf);
  }

  direction(name) {
    const act = this.bundle.acts.find((each) => each.name === name);
    const left = this.leftOpen(act);
    const found = union(this.diagram.outcomes(left)).split(" ").map(Number);
    const answer = { question: act.question, settled: true, direction: null, bounds: [], text: null,
      by_fallback: false, rows: [], citations: [], also: [], conflict: false, possible: [], depends_on: [] };
    if (left < 0 && found.length === 1) return { ...answer, ...this.bound(act, found[0]) };
    const { rulings, filled } = this.bundle;
    answer.possible = sorted(found.map(filled)).map((ruling) => ({ ...rulings[ruling] }));
    if (left < 0 && act.fallback) return { ...answer, ...this.fallback(act) };
    const open = left < 0 ? this.unsureThatMatter(act) : this.names(this.diagram.support(left));
    return { ...answer, settled: false, depends_on: open };
  }

  /** The memo's own When not sure. */
  fallback({ fallback: [ruling, ...cites], ...act }) {
    const { rulings, filled, memo } = this.bundle;
    return { ...rulings[filled(ruling)], text: memo, by_fallback: true, citations: this.citations(cites),
      depends_on: this.unsureThatMatter(act) };
  }

  /** What binds, who says so, and what the other texts say, over all verdicts still possible. */
  bound(act, ruling) {
    const { texts, rulings, filled, outcomes, sayings, rows } = this.bundle;
    const verdicts = this.reached(act.root).map((leaf) => outcomes[-3 - leaf]);
    const textOf = (saying) => rows[sayings[saying][0]].text;
    const binding = verdicts.map((verdict) => verdict[1]).filter((saying) => saying >= 0);
    const bound = sorted(binding.map(textOf));
    const others = sorted(verdicts.flatMap((verdict) => verdict.slice(3)).map(textOf));
    const also = others.filter((text) => !bound.includes(text)).map((text) => {
      const said = verdicts.flatMap((verdict) => verdict.slice(3)).filter((saying) => textOf(saying) === text);
      const directions = sorted(said.map((saying) => filled(sayings[saying][1])));
      return { text: texts[text].id, title: texts[text].title,
        directions: directions.map((each) => ({ ...rulings[each] })), ...this.sources(said) };
    });
    return { ...rulings[filled(ruling)], text: bound.length ? texts[bound[0]].id : null,
      ...this.sources(binding), also, conflict: verdicts.some((verdict) => verdict[2] === 1) };
  }

  /** The rows and citations of some sayings, each once, in the order of the texts. */
  sources(said) {
    const { rows, sayings } = this.bundle;
    const found = sorted(said.map((saying) => sayings[saying][0])).map((row) => rows[row]);
    return { rows: found.map((row) => ({ ...row.shown })), citations: this.citations(found.flatMap((row) => row.cites)) };
  }

  /** A thing to do, say, call or write down, if it applies or may apply. */
  item({ kind, words, row, guard, asked, columns }) {
    if (asked && !asked.some((act) => this.situation.acts.includes(act))) return [];
    const met = new Set();
    const leaves = this.reached(guard, met);
    if (!leaves.includes(YES)) return [];
    const certain = !leaves.includes(NO);
    const { shown, cites } = this.bundle.rows[row];
    return [[kind, { words, ...Object.fromEntries(columns), certain, depends_on: this.names(certain ? [] : sorted([...met])),
      row: { ...shown }, citations: this.citations(cites) }]];
  }

  /** The leaves that the given answers leave possible below `root`; `met` gathers the open levels. */
  reached(root, met = new Set()) {
    const { answers } = this.situation;
    const [seen, waiting] = [new Set(), [root]];
    for (let node; (node = waiting.pop()) !== undefined; ) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (node < 0) continue;
      const { level, children } = this.bundle.nodes[node];
      if (!answers.has(level)) met.add(level);
      waiting.push(...(answers.has(level) ? [children[answers.get(level)]] : children));
    }
    return [...seen].filter((node) => node < 0);
  }

  unsureThatMatter(act) {
    return this.names(this.diagram.support(this.ruling(act)).filter((level) => this.situation.unsure.has(level)));
  }

  names(levels) {
    return levels.map((level) => this.bundle.levels[level].shown);
  }

  citations(cites) {
    return [...new Set(cites)].map((cite) => ({ ...this.bundle.citations[cite] }));
  }
}

const sorted = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);
const union = (sets) => sorted(sets.flatMap((set) => set.split(" ").map(Number))).join(" ");
