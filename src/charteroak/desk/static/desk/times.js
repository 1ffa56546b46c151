// When the clock of a duty ends, as desk/times.py works it out; `zone` is where the desk stands.

const HOUR = 36e5;
const pad = (number) => String(number).padStart(2, "0");

/** The local time of an instant, as if it were UTC. */
function localOf(instant, zone) {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
  const { year, month, day, hour, minute, second } = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function instantOf(local, zone) {
  const first = local - (localOf(local, zone) - local);
  return local - (localOf(first, zone) - first);
}

/** The local time, as if it were UTC, at which a clock of `hours` ends. */
export function endOf({ hours, leave_out: leaveOut }, start, zone, holidays) {
  let [at, left] = [instantOf(start, zone), hours * HOUR];
  if (!leaveOut.length) return localOf(at + left, zone);
  for (;;) {
    const day = new Date(localOf(at, zone));
    const midnight = instantOf(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + 1), zone);
    const counts = ![0, 6].includes(day.getUTCDay()) && !holidays.includes(day.toISOString().slice(0, 10));
    if (counts && at + left <= midnight) return localOf(at + left, zone);
    if (counts) left -= midnight - at;
    at = midnight;
  }
}

/** A local time written 2026-11-26T02:05, as if it were UTC; null where it is none. */
export function readStart(words) {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(words) ? new Date(`${words}:00Z`) : null;
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(words) && words >= "0001" ? at.getTime() : null;
}

/** The local time of now, as addresses write it. */
export function nowIn(zone, now = Date.now()) {
  return new Date(localOf(now, zone)).toISOString().slice(0, 16);
}

export function timeWords(local) {
  const at = new Date(local);
  const words = at.toLocaleDateString("en-US", { timeZone: "UTC", weekday: "long", year: "numeric", month: "long", day: "numeric" });
  const hour = at.getUTCHours();
  return `${words} at ${hour % 12 || 12}:${pad(at.getUTCMinutes())} ${hour < 12 ? "AM" : "PM"}`;
}
