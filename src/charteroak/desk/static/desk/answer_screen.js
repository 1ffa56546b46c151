// The parts of the answer's screen, from the evaluator's answer, as desk/answer_screen.py makes them.

import { paragraph, things } from "../evaluator/answer.js";
import { findFact } from "../evaluator/situation.js";
import { html } from "./markdown.js";
import { requestOf } from "./screen.js";
import { address, pairsOf } from "./state.js";
import { endOf, readStart, timeWords } from "./times.js";

const HEADINGS = { direction: "Answer", do: "Do", say: "Say", "do not": "Do not", call: "Call", "write down": "Write down" };
const HEADS = {
  must: ["Yes. You must.", "go"], "must not": ["No. You must not.", "stop"], should: ["You should.", "go"],
  "should not": ["You should not.", "stop"], may: ["You may.", "may"], refer: ["Pass this on.", "pass"],
  "no rule": ["There is no rule on this.", "open"],
};
const OPEN = ["Not settled yet.", "open"];
const DETAILS = [["Who", "who"], ["To whom", "to_whom"], ["By when", "by_when"], ["How it is proven", "how_proven"]];
const BLANK = /[:,]?\s*\{([^{}]*)\}/g;
const TELEPHONE = /\+?\(?\d[\d .()/-]{5,}\d/;

export function answerParts(room, state, record) {
  const arranged = new Arranged(room, state, record);
  return {
    blocks: room.place.order.map((kind) => arranged.block(kind)),
    duties: arranged.duties(), clocks: arranged.clocks(), open_facts: arranged.openFacts(), languages: arranged.languages(),
    began: state.start ? timeWords(readStart(state.start)) : "", start: state.start,
    start_form: pairsOf({ ...state, start: "" }).map(([name, value]) => ({ name, value })),
    start_now_url: address({ ...state, start: "now" }),
    english_url: state.lang ? address({ ...state, lang: "", ask: "" }) : "",
    fold: fold(room.guidance, record), because: [], would_change: [], reasons: false,
  };
}

class Arranged {
  constructor(room, state, record) {
    Object.assign(this, { room, state, record, known: new Map() });
  }

  block(kind) {
    const [name, heading] = [kind.replaceAll(" ", "-"), HEADINGS[kind]];
    if (kind === "direction") return { kind: name, heading, directions: directions(this.room.guidance, this.record), groups: [] };
    return { kind: name, heading, directions: [], groups: this.groups(this.record.desk[kind.replaceAll(" ", "_")], kind) };
  }

  groups(items, kind) {
    const groups = [];
    for (const item of certainFirst(items)) {
      const when = this.when(item);
      const whens = when.length ? [when] : [];
      const last = groups.at(-1);
      const shown = this.item(item, kind);
      if (last && JSON.stringify(last.whens) === JSON.stringify(whens)) last.items.push(shown);
      else groups.push({ whens, items: [shown] });
    }
    return groups;
  }

  when(item) {
    if (item.certain) return [];
    const { guidance } = this.room;
    const facts = item.depends_on;
    if (facts.length === 1) {
      const holds = findFact(guidance, facts[0]).labels.filter((label) => this.certain(facts[0], label).has(keyOf(item)));
      if (holds.length) return [`Only if ${holds.join(" or ")}:`, question(guidance, facts[0])];
    }
    return ["Depends on:", ...facts.map((name) => question(guidance, name))];
  }

  certain(fact, label) {
    const known = `${fact}=${label}`;
    if (!this.known.has(known)) {
      const facts = { ...this.state.facts, [fact]: label };
      const found = things(this.room.guidance, requestOf({ ...this.state, facts })).map(([, item]) => item);
      this.known.set(known, new Set(found.filter((item) => item.certain).map(keyOf)));
    }
    return this.known.get(known);
  }

  item(item, kind) {
    const [words, blanks] = plain(item.words);
    const telephone = kind === "call" ? TELEPHONE.exec(words)?.[0] : "";
    const row = `${item.row.table} ${item.row.row}`;
    const say = kind === "say";
    const lines = say ? this.lines(item) : [];
    return {
      row, words, blanks, tel: telephone ? `tel:${telephone.replace(/[^\d+]/g, "")}` : "", lines,
      chosen: lines.filter((line) => line.lang === this.state.lang),
      url: say ? address({ ...this.state, see: "say", line: row, ask: "" }) : "",
    };
  }

  lines(item) {
    const row = `${item.row.table} ${item.row.row}`;
    return this.room.translations.filter((each) => each.text === item.row.text && row in each.lines)
      .map(({ lang, name, state, lines }) => ({ lang, name, state, words: lines[row] }));
  }

  duties() {
    return certainFirst(this.record.duties).map((duty) => {
      const when = this.when(duty);
      return {
        words: plain(duty.words)[0], whens: when.length ? [when] : [],
        details: DETAILS.filter(([, column]) => !["", "-", undefined].includes(duty[column]))
          .map(([name, column]) => ({ name, words: plain(duty[column])[0] })),
      };
    });
  }

  clocks() {
    const start = readStart(this.state.start);
    const { time_zone: zone, holidays } = this.room;
    const clocks = this.record.duties.filter((duty) => duty.certain).flatMap((duty) => {
      const rule = this.room.clocks.find((clock) => clock.row === `${duty.row.table} ${duty.row.row}`);
      if (!rule) return [];
      const end = start === null ? null : endOf(rule, start, zone, holidays);
      const { hours, starts, leave_out } = rule;
      const at = end === null ? "" : new Date(end).toISOString().slice(0, 19);
      return [{ hours, starts, leave_out, words: plain(duty.words)[0], ends: end === null ? "" : timeWords(end), at }];
    });
    const first = clocks.map((clock) => clock.at).sort()[0];
    return clocks.map((clock) => ({ ...clock, first: Boolean(clock.at) && clock.at === first }));
  }

  openFacts() {
    const kinds = this.room.place.order.filter((kind) => kind !== "direction").map((kind) => kind.replaceAll(" ", "_"));
    const names = kinds.flatMap((kind) => this.record.desk[kind]).filter((item) => !item.certain).flatMap((item) => item.depends_on);
    return [...new Set(names)].filter((name) => !(name in this.record.given));
  }

  languages() {
    const found = new Map(this.record.desk.say.flatMap((item) => this.lines(item)).map((line) => [line.lang, line.name]));
    return [...found].map(([lang, name]) =>
      ({ lang, name, chosen: lang === this.state.lang, url: address({ ...this.state, lang, ask: "" }) }));
  }
}

const certainFirst = (items) => [...items.filter((item) => item.certain), ...items.filter((item) => !item.certain)];
const keyOf = (item) => `${item.row.text} ${item.row.anchor}`;
const question = (guidance, name) => findFact(guidance, name).question;
const rulingWords = ({ direction, bounds }) => [direction, ...bounds.map((words) => plain(words)[0])].join(", ");

/** Words without the marks of Markdown and without open blanks, and those blanks. */
export function plain(words) {
  const blanks = [...words.matchAll(BLANK)].map((found) => found[1]);
  return [words.replaceAll("*", "").replaceAll("`", "").replace(BLANK, ""), blanks];
}

function directions(guidance, record) {
  const found = new Map();
  const all = Object.values(record.directions);
  for (const each of [...all.filter((one) => one.settled), ...all.filter((one) => !one.settled)]) {
    const [head, tone] = each.settled ? HEADS[each.direction] : OPEN;
    const shown = {
      head, tone, rest: each.bounds.map((words) => plain(words)[0]).join(", "), conflict: each.conflict,
      unsure: each.by_fallback ? each.depends_on.map((name) => question(guidance, name)) : [],
      possible: each.settled ? [] : each.possible.map(rulingWords),
    };
    const known = JSON.stringify(shown);
    if (!found.has(known)) found.set(known, { ...shown, questions: [] });
    found.get(known).questions.push(each.question);
  }
  return [...found.values()];
}

function fold(guidance, record) {
  const all = Object.values(record.directions);
  const also = all.flatMap((each) => each.also.map((said) => ({
    title: said.title, text: said.text, act: each.question, says: said.directions.map(rulingWords),
    citations: said.citations.map((cite) => cite.text),
  })));
  return {
    paragraphs: once(all.flatMap((each) => each.rows).map((row) => standing(guidance, row)).filter(Boolean)),
    citations: once(all.flatMap((each) => each.citations)), also: once(also), texts: record.texts,
  };
}

function standing(guidance, row) {
  const found = paragraph(guidance, row);
  return found && { text: row.text, title: found.title, anchor: found.anchor, html: html(found.markdown) };
}

function once(things) {
  const seen = new Map(things.map((thing) => [JSON.stringify(thing), thing]));
  return [...seen.values()];
}
