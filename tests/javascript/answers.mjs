// Answer many requests with the offline evaluator: node answers.mjs EVALUATOR < JOBS
// JOBS is [{bundle, on, requests: […]}]; prints, for each request, [answer, next] or {error, message}.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const evaluator = await import(pathToFileURL(process.argv[2]));
const jobs = JSON.parse(readFileSync(0, "utf8"));
const shown = (error) => ({ error: error.constructor.name, message: error.message });
const results = [];

for (const { bundle: text, on, requests } of jobs) {
  const answers = [];
  try {
    const bundle = await evaluator.load(text, { on });
    for (const request of requests) {
      try {
        answers.push([evaluator.answer(bundle, request), evaluator.next(bundle, request)]);
      } catch (error) {
        answers.push(shown(error));
      }
    }
    results.push(answers);
  } catch (error) {
    results.push(shown(error));
  }
}
process.stdout.write(JSON.stringify(results));
