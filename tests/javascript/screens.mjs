// Makes the desk's screens from bundles, for tests: jobs on stdin, screens and their HTML on stdout.
//   node screens.mjs FOLDER    FOLDER holds desk/ and evaluator/ side by side, as they are served
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const module = (name) => import(pathToFileURL(`${process.argv[2]}/desk/${name}`));
const { openKept, wholeScreen } = await module("offline.js");
const { drawer } = await module("template.js");
const { html } = await module("markdown.js");
const { bundle, today, addresses, templates, paragraphs } = JSON.parse(readFileSync(0, "utf8"));

const kept = await openKept(JSON.parse(bundle), today);
const draw = drawer(templates);
const screens = addresses.map((search) => {
  const screen = wholeScreen(kept, search, today, today);
  return { screen, html: draw("desk/screen.html", { screen: { ...screen, offline: false } }) };
});
process.stdout.write(JSON.stringify({ screens, paragraphs: paragraphs.map(html) }));
