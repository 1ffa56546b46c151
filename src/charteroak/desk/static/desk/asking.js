// What of a state the guidance knows, as desk/asking.py finds it.

import { answerIndex, findFact, named, resolve } from "../evaluator/situation.js";
import { ConflictingFactsError, NOT_SURE, UnknownNameError, key } from "../evaluator/words.js";
import { shown } from "./state.js";

/** [the part of the state that the guidance knows, what was left out]. */
export function understood(guidance, state) {
  const leftOut = [];
  const known = (list, name, label) => {
    try {
      return [named(list, name, label).name];
    } catch {
      leftOut.push(shown(label, name));
      return [];
    }
  };
  const acts = state.acts.flatMap((act) => known(guidance.acts, act, "act"));
  const [paper = ""] = state.paper ? known(guidance.papers, state.paper, "paper") : [];
  const kept = { ...state, acts, paper, facts: {} };
  for (const [name, said] of Object.entries(state.facts)) keepFact(guidance, kept, name, said, leftOut);
  if (state.ask) kept.ask = askable(guidance, state.ask, leftOut);
  return [kept, leftOut];
}

function keepFact(guidance, kept, name, said, leftOut) {
  try {
    const [fact, answer] = asKnown(guidance, name, said);
    const facts = { ...kept.facts, [fact]: answer };
    resolve(guidance, { facts, paper: kept.paper || null });
    kept.facts = facts;
  } catch (error) {
    if (error instanceof ConflictingFactsError) leftOut.push(`${shown(name, said)} (something else is known of it)`);
    else if (error instanceof UnknownNameError) leftOut.push(shown(name, said));
    else throw error;
  }
}

function asKnown(guidance, name, said) {
  const fact = findFact(guidance, name);
  if (fact.level < 0) return [fact.name, said];
  return [fact.shown, key(said) === NOT_SURE ? NOT_SURE : fact.labels[answerIndex(fact, said)]];
}

function askable(guidance, name, leftOut) {
  try {
    const fact = findFact(guidance, name);
    if (fact.level >= 0) return fact.shown;
  } catch (error) {
    if (!(error instanceof UnknownNameError)) throw error;
  }
  leftOut.push(shown("ask", name));
  return "";
}
