// From what a person said to a situation: names resolved, papers applied (core/situation.py).

import { ConflictingFactsError, NOT_SURE, UnknownNameError, key, piece, point } from "./words.js";

/** The acts asked for, the answers by level, the levels nobody is sure of, and facts no table reads. */
export function resolve(bundle, { acts = [], facts = {}, paper = null }) {
  const shown = paper && named(bundle.papers, paper, "a paper of this guidance");
  const given = new Map();
  for (const [name, said] of Object.entries(facts)) give(given, findFact(bundle, name), said, "you answered");
  for (const [fact, said] of shown?.settles ?? []) give(given, fact, said, `the ${shown.name} settles`);
  const asked = [...new Set(acts.map((act) => named(bundle.acts, act, "an act of this guidance").name))];
  const all = bundle.acts.filter((act) => act.ruled).map((act) => act.name);
  const situation = { acts: [asked, shown?.asksFor ?? [], all].find((list) => list.length) ?? [],
    answers: new Map(), unsure: new Set(), beside: [] };
  for (const [fact, { said }] of given) place(situation, fact, said);
  return situation;
}

function place(situation, fact, said) {
  const unsure = key(said) === NOT_SURE;
  const index = unsure ? -1 : answerIndex(fact, said);
  if (fact.level < 0) situation.beside.push([fact.name, said]);
  else if (unsure) situation.unsure.add(fact.level);
  else situation.answers.set(fact.level, index);
}

/** The thing of `list` called `name`; throws an UnknownNameError that says which `kind` it is not. */
export function named(list, name, kind) {
  const found = list.find((each) => key(each.name) === key(name));
  if (!found) throw new UnknownNameError(kind, name, list.map((each) => each.name));
  return found;
}

/** The fact called `name`, or `text: name` where two texts mean different things by one word. */
export function findFact(bundle, name) {
  const colon = name.indexOf(":");
  const [text, bare] = [name.slice(0, colon).trim(), key(name.slice(colon + 1))];
  const exact = bundle.facts.find((fact) => colon >= 0 && fact.text === text && key(fact.name) === bare);
  const own = bundle.memoFacts.find((fact) => key(fact.name) === key(name));
  const others = bundle.facts.filter((fact) => key(fact.name) === key(name));
  const found = exact ?? own ?? (others.length === 1 ? others[0] : null);
  if (found) return found;
  const names = [...bundle.levels.map((fact) => fact.shown), ...bundle.facts.map((fact) => fact.name)];
  const allowed = others.length ? others.map((fact) => `${fact.text}: ${fact.name}`) : [...new Set(names)];
  throw new UnknownNameError("a fact of this guidance", name, allowed);
}

/** Note an answer, unless another one was given before. */
function give(given, fact, said, who) {
  const known = given.get(fact);
  const unsure = known && key(known.said) === NOT_SURE;
  if (known && !unsure && key(said) !== NOT_SURE && key(said) !== key(known.said)) {
    throw new ConflictingFactsError(`“${fact.name}” has two answers: ${known.who} ${known.said}, ` +
      `${who} ${said}. Take one of them back, or look at the paper again.`);
  }
  if (!known || unsure) given.set(fact, { said, who });
}

/** Which of the fact's answers `said` is: one of a list, or the piece of a line it lies on. */
export function answerIndex(fact, said) {
  if (fact.line) {
    const { measure, unit, edges } = fact.line;
    const bare = unit && said.endsWith(unit) ? said.slice(0, -unit.length) : said;
    const where = point(bare, measure);
    const found = where === null ? -1 : piece(edges, where);
    if (found >= 0) return found;
  }
  const index = fact.labels.findIndex((label) => key(label) === key(said));
  if (index >= 0) return index;
  const allowed = fact.line ? [fact.line.allowed] : [...fact.labels, NOT_SURE];
  throw new UnknownNameError(`an answer to “${fact.name}”`, said, allowed);
}
