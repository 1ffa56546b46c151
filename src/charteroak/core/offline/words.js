// Names and measures as people write them, read exactly as core/memo.py (key), core/measures.py
// (parse_point) and core/errors.py (nearest) read them.

/** A name or an answer that does not exist, with the nearest one that does. */
export class UnknownNameError extends Error {
  constructor(kind, name, allowed) {
    const close = nearest(name, allowed);
    const hint = close ? ` Did you mean “${close}”?` : "";
    super(`“${name}” is not ${kind}.${hint} Allowed: ${listing(allowed)}.`);
    Object.assign(this, { kind, asked: name, allowed, nearest: close });
  }
}

/** The same fact was given two different answers. */
export class ConflictingFactsError extends Error {}

export const NOT_SURE = "not sure";

// toUpperCase first, so that “ß” and “SS” are one, as casefold has it in Python.
const fold = (text) => text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");

/** What two spellings of one name have in common: no capitals, single spaces. */
export const key = (name) => fold(name).split(/[\s\x1c-\x1f\x85]+/).filter(Boolean).join(" ");

const SHORTEST = 3;

function listing(names, most = 12) {
  if (!names.length) return "(none)";
  const shown = names.slice(0, most).join(", ");
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}

/**
 * The candidate closest to `word`, or "" when none is close (difflib's ratio of 0.6).  A word that
 * only one candidate begins with is close to it.
 */
export function nearest(word, candidates) {
  const byKey = new Map(candidates.map((each) => [fold(each), each]));
  const wanted = [...fold(word)].slice(0, 200);
  let best = ["", 0];
  for (const each of [...byKey.keys()].slice(0, 2000)) {
    const letters = [...each];
    const ratio = (2 * matching(letters, wanted)) / (letters.length + wanted.length);
    if (ratio >= 0.6 && (ratio > best[1] || (ratio === best[1] && each > best[0]))) best = [each, ratio];
  }
  const begun = [...byKey.keys()].filter((each) => each.startsWith(fold(word)));
  const close = best[0] || ([...word].length >= SHORTEST && begun.length === 1 ? begun[0] : "");
  return byKey.get(close) ?? "";
}

/** How many letters match: the longest common run, then the same to its left and to its right. */
function matching(a, b) {
  let [length, x, y, above] = [0, 0, 0, []];
  a.forEach((letter, i) => {
    const here = [];
    b.forEach((other, j) => {
      if (letter !== other) return;
      here[j] = (above[j - 1] ?? 0) + 1;
      if (here[j] > length) [length, x, y] = [here[j], i - here[j] + 1, j - here[j] + 1];
    });
    above = here;
  });
  if (!length) return 0;
  const left = matching(a.slice(0, x), b.slice(0, y));
  return left + length + matching(a.slice(x + length), b.slice(y + length));
}

// A point of a line is kept as a whole number of billionths, so that every comparison is exact.
const BILLION = 10n ** 9n;
const MINUTES = { minute: 1n, hour: 60n, day: 1440n, week: 10080n };

/** One point, such as “48”, “48 hours” or “2025-10-01”; null where `text` is not one. */
export function point(text, measure) {
  text = text.trim();
  text = /^(?:date|duration)\(\s*"([^"]*)"\s*\)$/.exec(text)?.[1] ?? text;
  if (measure === "date") return day(text);
  if (measure === "duration") return duration(text);
  const found = number(text);
  return found !== null && measure === "whole number" && found % BILLION ? null : found;
}

function number(text) {
  const parts = /^([+-]?)(\d{1,18})(?:\.(\d{1,9}))?$/.exec(text);
  if (!parts) return null;
  const size = BigInt(parts[2] + (parts[3] ?? "").padEnd(9, "0"));
  return parts[1] === "-" ? -size : size;
}

function day(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < "0001") return null;
  const [year, month, date] = text.split("-").map(Number);
  const when = new Date(0);
  when.setUTCFullYear(year, month - 1, date);
  const real = when.getUTCMonth() === month - 1 && when.getUTCDate() === date;
  return real ? BigInt(when.getTime() / 864e5 + 719163) * BILLION : null;
}

function duration(text) {
  const words = /^(\d{1,9})\s*(minute|hour|day|week)s?$/i.exec(text);
  if (words) return BigInt(words[1]) * MINUTES[words[2].toLowerCase()] * BILLION;
  const iso = /^P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?)?$/.exec(text);
  if (!iso || /[PT]$/.test(text)) return null;
  const [days, hours, minutes] = iso.slice(1).map((part) => BigInt(part ?? 0));
  return (days * 1440n + hours * 60n + minutes) * BILLION;
}

/** The piece of a line that holds `where`; `edges` are cuts such as "48", "48+" (just after), null. */
export function piece(edges, where) {
  const cuts = edges.map((cut) => cut && 2n * number(cut.replace("+", "")) + (cut.endsWith("+") ? 1n : 0n));
  const after = (cut) => cut === null || cut <= 2n * where;
  const before = (cut) => cut === null || 2n * where + 1n <= cut;
  return cuts.slice(1).findIndex((end, i) => after(cuts[i]) && before(end));
}
