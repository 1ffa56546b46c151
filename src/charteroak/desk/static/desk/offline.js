// The desk without a network: opens what was kept of a place and makes its screens.

import { BundleError, load } from "../evaluator/bundle.js";
import { understood } from "./asking.js";
import { screenOf } from "./screen.js";
import { address, readState, shown } from "./state.js";
import { nowIn, readStart } from "./times.js";

export { nowIn };

export const FORMAT = 1;
const DAY = 864e5;

/** What was kept of a place, opened for `today`; throws a BundleError where it may not answer. */
export async function openKept(kept, today) {
  if (kept?.format !== FORMAT) throw new BundleError(`this is not the desk of format ${FORMAT}`);
  const opened = (choice) => ({ ...choice, settles: Object.fromEntries(choice.settles) });
  const place = { ...kept.place, choices: kept.place.choices.map(opened), asked: kept.place.asked.map(opened) };
  return { ...kept, place, guidance: await load(kept.guidance, { on: today }) };
}

/** Today where the desk stands, whatever the telephone's own time zone is. */
export const todayIn = (timeZone, now = new Date()) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(now);

/** The screen at an address, with its frame; `fetched` is the day on which the guidance was. */
export function wholeScreen(kept, search, today, fetched) {
  const [read, leftOut] = readState(new URLSearchParams(search));
  const { guidance, place } = kept;
  const on = isDay(read.on) ? read.on : today;
  const offline = { day: dayWords(guidance.day), age: age(fetched, today) };
  if ((read.text && read.text !== guidance.memo) || on < guidance.day || on > guidance.validUntil) {
    return { ...none(place, "This needs a connection", "Only the guidance of today is kept on this device."), offline, left_out: [] };
  }
  const badStart = read.start && readStart(read.start) === null;
  const start = badStart ? "" : read.start;
  const [state, unknown] = understood(guidance, { ...read, text: guidance.memo, on, start });
  const all = [...leftOut, ...(badStart ? [shown("start", read.start)] : []), ...unknown, ...(read.on && !isDay(read.on) ? [shown("on", read.on)] : [])];
  const screen = screenOf({ ...kept, place }, state, all);
  return { ...screen, frame: frameOf(kept, state, on, today), record_url: "", offline };
}

/** What is shown where nothing may answer: why, and whom to call. */
export const none = (place, title, more) =>
  ({ kind: "none", title, call_instead: place.call_instead, more, frame: { place: place.title, name: place.name } });

export const tooOld = (kept) => none(kept.place, "This guidance is too old to use",
  `It could be used until ${dayWords(kept.guidance.valid_until)}. Connect to the network to get the guidance of today.`);

function frameOf(kept, state, on, today) {
  const { guidance, place } = kept;
  return {
    place: place.title, name: place.name, draft: guidance.draft,
    issued_url: guidance.draft && kept.in_force ? address({ ...state, text: kept.in_force }) : "",
    text: guidance.memo, title: guidance.title, hash: kept.hash, day: dayWords(on),
    today_url: on === today ? "" : address({ ...state, on: "", text: "" }),
    changed: changedWords(kept, on, today),
  };
}

function changedWords({ changed_on: changed, changed_days: days }, on, today) {
  const since = changed ? (Date.parse(today) - Date.parse(changed)) / DAY : -1;
  if (on !== today || since < 0 || since >= days) return "";
  return since === 0 ? "Changed today" : `Changed on ${dayWords(changed)}`;
}

export const dayWords = (day) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString("en-US", { timeZone: "UTC", year: "numeric", month: "long", day: "numeric" });

function age(fetched, today) {
  const days = Math.max(0, Math.round((Date.parse(today) - Date.parse(fetched)) / DAY));
  return days === 0 ? "today" : `${days} ${days === 1 ? "day" : "days"} ago`;
}

function isDay(words) {
  return /^\d{4}-\d{2}-\d{2}$/.test(words) && words >= "1900-01-01" && !Number.isNaN(Date.parse(words))
    && new Date(words).toISOString().startsWith(words);
}
