// The state of the desk in the address, as desk/state.py reads and writes it.

const VIEWS = ["now", "asked", "papers", "signed", "say"];
const ONE = ["text", "on", "paper", "see", "ask", "line", "lang", "start"];
const [FACT, CUE] = ["fact.", "cue."];
const [MOST_PARTS, LONGEST, SHOWN] = [60, 300, 60];
const UNREADABLE = /(?! )[\p{C}\p{Z}]/u;
const EMPTY = { text: "", on: "", acts: [], paper: "", facts: {}, see: "", ask: "", cues: {}, line: "", lang: "", start: "" };

export const fresh = (given) => ({ ...EMPTY, ...given });

/** [state, what was left out] from the pairs of an address. */
export function readState(pairs) {
  const [state, leftOut, acts] = [fresh({ facts: {}, cues: {} }), [], []];
  for (const [number, [name, value]] of [...pairs].entries()) {
    if (number >= MOST_PARTS) {
      leftOut.push("everything after the first 60 parts of the address");
      break;
    }
    if (!value) continue;
    if ([...(name + value)].length > LONGEST || UNREADABLE.test(name + value)) leftOut.push(shown(name, value));
    else if (name === "act") acts.push(value);
    else if (name.startsWith(FACT)) state.facts[name.slice(FACT.length)] = value;
    else if (name.startsWith(CUE)) state.cues[name.slice(CUE.length)] = value;
    else if (ONE.includes(name) && !(name === "see" && !VIEWS.includes(value))) state[name] = value;
    else leftOut.push(shown(name, value));
  }
  return [{ ...state, acts: [...new Set(acts)] }, leftOut];
}

/** A part of an address as it can be shown. */
export function shown(name, value) {
  const whole = [...`${name.startsWith(FACT) ? name.slice(FACT.length) : name} = ${value}`];
  const readable = whole.slice(0, SHOWN + 1).map((letter) => (UNREADABLE.test(letter) ? "?" : letter));
  return whole.length <= SHOWN ? readable.join("") : `${readable.slice(0, SHOWN).join("")}…`;
}

/** The parts of an address that have a value, in one order. */
export function pairsOf(state) {
  return [
    ["text", state.text], ["on", state.on], ...state.acts.map((act) => ["act", act]), ["paper", state.paper],
    ...Object.entries(state.facts).map(([name, said]) => [FACT + name, said]), ["see", state.see], ["ask", state.ask],
    ...Object.entries(state.cues).map(([name, seen]) => [CUE + name, seen]),
    ["line", state.line], ["lang", state.lang], ["start", state.start],
  ].filter(([, value]) => value);
}

/** The state as the query of an address. */
export const address = (state) => `?${pairsOf(state).map((pair) => pair.map(quoted).join("=")).join("&")}`;

const quoted = (words) => encodeURIComponent(words)
  .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  .replaceAll("%2F", "/").replaceAll("%40", "@").replaceAll("%3A", ":").replaceAll("%20", "+");

export const plainState = (state) => ({ ...state, see: state.see === "now" ? "now" : "", ask: "", cues: {}, line: "" });

export const telling = (state, fact, said) => ({ ...plainState(state), facts: { ...state.facts, [fact]: said } });
