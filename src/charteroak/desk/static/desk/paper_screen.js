// The screens that help with a paper, as desk/paper_screen.py makes them.

import { NOT_SURE } from "../evaluator/words.js";
import { address, plainState, telling } from "./state.js";

export function papersScreen(room, state) {
  return {
    kind: "papers", title: "Which paper do they show?", papers: shownPapers(room).map((paper) => paperData(room, state, paper)),
    signed_url: address({ ...state, see: "signed", cues: {} }), unsure_url: unsureAddress(room, state),
    back: address(plainState(state)),
  };
}

export function signedScreen(room, state) {
  const left = shownPapers(room).filter((paper) => agrees(room, paper, state.cues));
  const ways = {
    unsure_url: unsureAddress(room, state), papers_url: address({ ...state, see: "papers", cues: {} }),
    back: address(plainState(state)),
  };
  const signed = { kind: "signed", title: "", cues: [], hint: "", found: [], cannot_tell: "" };
  if (left.length === 1) return { ...signed, title: `Is it this one? ${left[0].name}`, found: [paperData(room, state, left[0])], ...ways };
  for (const { name, question, hint } of room.cues) {
    const seen = [...new Set(left.map((paper) => cueOf(room, paper, name)).filter(Boolean))];
    if (name in state.cues || seen.length < 2) continue;
    const url = (words) => address({ ...state, cues: { ...state.cues, [name]: words } });
    return { ...signed, title: question, hint, cues: seen.map((words) => ({ title: words, url: url(words) })), cannot_tell: url(NOT_SURE), ...ways };
  }
  return { ...signed, title: "We cannot tell which paper it is", hint: "“Not sure” is an answer too. Show the paper to the person you call.", ...ways };
}

const shownPapers = (room) => room.place.papers.flatMap((name) => room.guidance.papers.find((paper) => paper.name === name) ?? []);

function paperData(room, state, paper) {
  const look = room.looks[paper.name];
  return {
    name: paper.name, title: paper.title, signed_by: paper.signedBy, looks_like: paper.looksLike.replaceAll("*", ""),
    picture: look ? paper.name : "", marks: look ? look.marks : [],
    url: address(showing(room, state, paper)),
  };
}

function showing(room, state, paper) {
  const settled = paper.settles.map(([fact]) => fact.name);
  const offered = [...room.place.asked, ...room.place.choices].flatMap((choice) => choice.acts);
  const more = paper.asksFor.filter((act) => offered.includes(act));
  const acts = state.acts.length ? [...new Set([...state.acts, ...more])] : more;
  const facts = Object.fromEntries(Object.entries(state.facts).filter(([name]) => !settled.includes(name)));
  return { ...plainState(state), paper: paper.name, acts, facts };
}

function unsureAddress(room, state) {
  const fact = room.papers.unsure;
  return fact && state.acts.length ? address({ ...telling(state, fact, NOT_SURE), paper: "" }) : "";
}

const agrees = (room, paper, cues) => Object.entries(cues).every(([name, said]) => {
  const seen = cueOf(room, paper, name);
  return said === NOT_SURE || said === seen || (!seen && name !== "number");
});

function cueOf(room, paper, cue) {
  if (cue === "title") return paper.title;
  if (cue === "signed") return paper.signedBy;
  const seen = room.looks[paper.name]?.[cue];
  return typeof seen === "string" ? seen : "";
}
