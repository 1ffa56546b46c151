// What the desk shows in a state, from the bundle: the same data that desk/screen.py makes.

import { answer, next } from "../evaluator/answer.js";
import { findFact } from "../evaluator/situation.js";
import { NOT_SURE } from "../evaluator/words.js";
import { answerParts } from "./answer_screen.js";
import { papersScreen, signedScreen } from "./paper_screen.js";
import { address, fresh, plainState, telling } from "./state.js";

const [MOST_QUICK, MOST_BUTTONS] = [4, 5];

/** `room` holds guidance, place, papers, looks, cues, clocks, translations. */
export function screenOf(room, state, leftOut = []) {
  return { left_out: leftOut, again: address(fresh({ text: state.text, on: state.on })), ...screen(room, state) };
}

export const requestOf = (state) => ({ acts: state.acts, facts: state.facts, paper: state.paper || null });

function screen(room, state) {
  if (state.see === "signed") return signedScreen(room, state);
  if (state.see === "papers") return papersScreen(room, state);
  if (state.see === "asked") return askedScreen(room, state);
  if (!state.acts.length) {
    const begun = Object.keys(state.facts).length > 0 || !room.place.choices.length;
    return begun ? askedScreen(room, state) : startScreen(room, state);
  }
  return answerOrQuestion(room, state);
}

// ---- choices --------------------------------------------------------------------------------

function startScreen(room, state) {
  const acts = (choice) => [...new Set([...state.acts, ...choice.acts])];
  return {
    kind: "choices", title: room.place.question, choices: room.place.choices.map((each) => choice(state, each, acts(each))),
    papers_url: address({ ...state, see: "papers" }), back: "",
  };
}

function askedScreen(room, state) {
  return {
    kind: "choices", title: room.place.asked_question, choices: room.place.asked.map((each) => choice(state, each, each.acts)),
    papers_url: address({ ...state, see: "papers" }),
    back: room.place.choices.length ? address(fresh({ text: state.text, on: state.on })) : "",
  };
}

function choice(state, { title, hint, settles, acts: own }, acts) {
  const plain = plainState(state);
  const atOnce = Object.keys(settles).length > 0 && own.length > 0;
  const chosen = { ...plain, facts: { ...state.facts, ...settles }, acts, see: atOnce ? "now" : plain.see };
  return { title, hint, url: address(chosen) };
}

// ---- one question ---------------------------------------------------------------------------

function answerOrQuestion(room, state) {
  const found = answer(room.guidance, requestOf(state));
  const following = next(room.guidance, requestOf(state));
  if (state.ask) return questionScreen(room, state, askedAgain(room, state.ask), found);
  if (following && state.see !== "now") return questionScreen(room, state, questionData(following), found);
  return answerScreen(room, state, found, following);
}

const questionData = (question) => ({ ...question, left: Math.max(1, Math.floor(question.expected_questions + 0.5)) });

function askedAgain(room, name) {
  const fact = findFact(room.guidance, name);
  return {
    fact: fact.shown, question: fact.question, answers: [...fact.labels, NOT_SURE],
    how_to_tell: fact.howToTell, why: fact.why, decided_by: fact.decidedBy, left: 0,
  };
}

function questionScreen(room, state, asked, found) {
  const given = found.given[asked.fact] ?? "";
  const url = (words) => address(telling(state, asked.fact, words));
  return {
    kind: "question", title: asked.question, how_to_tell: asked.how_to_tell, why: asked.why,
    decided_by: asked.decided_by, left: asked.left,
    answers: asked.answers.slice(0, -1).map((words) => ({ title: button(words), url: url(words), chosen: words === given })),
    not_sure: { url: url(NOT_SURE), chosen: given === NOT_SURE },
    papers_url: paperHelp(room, state, asked.fact, "papers"),
    signed_url: paperHelp(room, state, asked.fact, "signed"),
    now_url: state.see === "now" ? "" : address({ ...plainState(state), see: "now" }),
    back: state.ask ? address({ ...state, ask: "" }) : back(room, state),
    told: told(room, state, found.given),
  };
}

const button = (words) => ({ yes: "Yes", no: "No", "not sure": "Not sure" })[words] ?? words;

function paperHelp(room, state, fact, see) {
  const bare = fact.split(": ").slice(1).join(": ") || fact;
  const offered = room.papers.facts.includes(bare) && !state.paper && room.place.papers.length;
  return offered ? address({ ...plainState(state), see }) : "";
}

function back(room, state) {
  const settled = room.place.choices.flatMap((each) => Object.keys(each.settles));
  const own = Object.keys(state.facts).filter((name) => !settled.includes(name));
  if (own.length) return address({ ...plainState(state), ask: own.at(-1) });
  if (atOnce(room, state)) return address(fresh({ text: state.text, on: state.on }));
  return address({ ...state, acts: [], paper: "", see: "" });
}

function atOnce(room, state) {
  return room.place.choices.some(({ settles, acts }) => acts.length > 0
    && Object.entries(settles).every(([name, said]) => state.facts[name] === said)
    && acts.every((act) => state.acts.includes(act)));
}

function told(room, state, given) {
  const line = (question, said, change) => ({ question, answer: said, url: change ? address(change) : "" });
  const plain = plainState(state);
  const titles = [...new Set(state.acts.map((act) => titleOf(room, act)))];
  return [
    ...(state.acts.length ? [line("What they want", titles.join("; "), { ...plain, see: "asked" })] : []),
    ...(state.paper ? [line("Paper shown", state.paper, { ...plain, see: "papers" })] : []),
    ...Object.entries(state.facts).map(([name, said]) => {
      const fact = findFact(room.guidance, name);
      return line(fact.level >= 0 ? fact.question : fact.name, given[name] ?? said, fact.level >= 0 ? { ...plain, ask: name } : null);
    }),
  ];
}

function titleOf(room, act) {
  const named = room.place.asked.find((each) => each.acts.includes(act));
  return named?.title ?? (room.guidance.acts.find((each) => each.name === act)?.question || act);
}

// ---- the answer -----------------------------------------------------------------------------

function answerScreen(room, state, found, following) {
  const parts = answerParts(room, state, found);
  if (state.see === "say") return sayScreen(state, parts);
  return {
    kind: "answer", title: "What to do", ...parts,
    sharpen: sharpen(room, state, following, parts.open_facts),
    told: told(room, state, found.given),
    papers_url: state.paper || !room.place.papers.length ? "" : address({ ...state, see: "papers" }),
    back: back(room, state),
    record_query: address({ ...plainState(state), see: "" }),
  };
}

function sharpen(room, state, following, openFacts) {
  const first = following ? [questionData(following)] : [];
  const others = openFacts.filter((name) => name !== following?.fact).map((name) => askedAgain(room, name));
  return [...first, ...others].slice(0, MOST_QUICK).map((asked) => ({
    question: asked.question,
    url: address({ ...plainState(state), ask: asked.fact }),
    answers: asked.answers.length > MOST_BUTTONS ? []
      : asked.answers.map((words) => ({ title: button(words), url: address(telling(state, asked.fact, words)) })),
  }));
}

function sayScreen(state, parts) {
  const lines = parts.blocks.filter((block) => block.kind === "say")
    .flatMap((block) => block.groups.flatMap((group) => group.items));
  return {
    kind: "say", title: "Say this", item: lines.find((item) => item.row === state.line) ?? lines[0] ?? null,
    languages: parts.languages, english_url: parts.english_url, back: address({ ...state, see: "now", line: "" }),
  };
}
