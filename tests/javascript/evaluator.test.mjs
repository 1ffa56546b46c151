// The parts of the offline evaluator that read what people write.
import assert from "node:assert/strict";
import { test } from "node:test";

import { paragraph } from "../../src/charteroak/core/offline/bundle.js";
import { Diagram, Interview } from "../../src/charteroak/core/offline/diagram.js";
import { key, nearest, piece, point } from "../../src/charteroak/core/offline/words.js";

const BILLION = 10n ** 9n;

test("names are compared without capitals and runs of spaces", () => {
  assert.equal(key("  Judicial \t WARRANT\n"), "judicial warrant");
  assert.equal(key("STRASSE"), key("straße"));
  assert.equal(key("ΟΔΟΣ"), key("οδος"));
});

test("numbers are read exactly", () => {
  assert.equal(point("48", "number"), 48n * BILLION);
  assert.equal(point("+0.000000001", "number"), 1n);
  assert.equal(point("-12.5", "number"), -12500000000n);
  assert.equal(point("999999999999999999", "number"), 999999999999999999n * BILLION);
  for (const text of ["", "1e3", "0x1", ".5", "1.", "1.0000000001", "1,000", "Infinity", "１"]) {
    assert.equal(point(text, "number"), null, text);
  }
  assert.equal(point("3.0", "whole number"), 3n * BILLION);
  assert.equal(point("3.5", "whole number"), null);
});

test("durations are whole minutes", () => {
  assert.equal(point("48 hours", "duration"), 2880n * BILLION);
  assert.equal(point("1 Week", "duration"), 10080n * BILLION);
  assert.equal(point('duration("P1DT2H3M")', "duration"), 1563n * BILLION);
  for (const text of ["48", "P", "PT", "P1DT", "1 month", "-1 hours"]) assert.equal(point(text, "duration"), null, text);
});

test("dates are days of the calendar", () => {
  assert.equal(point("0001-01-01", "date"), 1n * BILLION);
  assert.equal(point("1970-01-01", "date"), 719163n * BILLION);
  assert.equal(point('date("2024-02-29")', "date"), 738945n * BILLION);
  for (const text of ["2023-02-29", "0000-01-01", "2024-13-01", "2024-00-10", "24-01-01"]) {
    assert.equal(point(text, "date"), null, text);
  }
});

test("a point falls on one piece of its line", () => {
  const edges = ["0", "48", "48+", null];
  assert.deepEqual(["0", "47.9", "48", "48.1", "-1"].map((text) => piece(edges, point(text, "number"))), [0, 0, 1, 2, -1]);
});

test("the nearest word is difflib's", () => {
  assert.equal(nearest("judical warant", ["judicial warrant", "conviction"]), "judicial warrant");
  assert.equal(nearest("zzz", ["judicial warrant"]), "");
  assert.equal(nearest("a".repeat(100000), ["aaa"]), "");
});

test("the interview asks what settles in the fewest questions", () => {
  const diagram = new Diagram([2, 2, 2]);
  const [yes, no] = [diagram.leaf("yes"), diagram.leaf("no")];
  const last = diagram.node(2, [yes, no]);
  const node = diagram.node(0, [diagram.node(1, [last, no]), diagram.node(1, [no, last])]);
  const choice = new Interview(diagram, 100).next(node);
  assert.deepEqual([choice.level, choice.expected, choice.exact], [2, 2, true]);
  assert.equal(new Interview(diagram, 100).next(yes), null);
  assert.equal(new Interview(diagram, 1).next(node).exact, false);
});

test("a row leads to the paragraph it stands in", () => {
  const rows = [
    { shown: { text: "ct/a@1", anchor: "hold-1" }, paragraph: 0 },
    { shown: { text: "ct/b@1", anchor: "hold-1" }, paragraph: -1 },
  ];
  const bundle = { rows, paragraphs: [{ markdown: "Nobody is held." }] };
  assert.equal(paragraph(bundle, { text: "ct/a@1", anchor: "hold-1" }).markdown, "Nobody is held.");
  assert.equal(paragraph(bundle, { text: "ct/b@1", anchor: "hold-1" }), null);
  assert.equal(paragraph(bundle, { text: "ct/c@1", anchor: "hold-1" }), null);
});
