// Draws the server's own templates: the few tags that desk/screen.html and its parts use, nothing
// more.  Every value is escaped, as Django escapes it, unless the template says |safe.

/** Return a function that draws `name` with its values; `sources` are the templates by name. */
export function drawer(sources) {
  const compiled = new Map();
  const of = (name) => {
    if (!compiled.has(name)) compiled.set(name, parse(tokens(sources[name])));
    return compiled.get(name);
  };
  return (name, values) => draw(of(name), values, of);
}

const tokens = (source) => source.replace(/\{#.*?#\}/g, "").split(/(\{%.*?%\}|\{\{.*?\}\})/).filter((part) => part !== "");
const inner = (token) => token.slice(2, -2).trim();

/** Parse up to one of `ends`; returns the nodes, and leaves that tag in `waiting.end`. */
function parse(waiting, ends = []) {
  const nodes = [];
  while (waiting.length) {
    const token = waiting.shift();
    if (token.startsWith("{{")) nodes.push({ value: inner(token) });
    else if (!token.startsWith("{%")) nodes.push({ text: token });
    else {
      const [tag, ...words] = inner(token).match(/"[^"]*"|\S+/g);
      if (ends.includes(tag)) return Object.assign(nodes, { end: [tag, ...words] });
      nodes.push(TAGS[tag](waiting, words));
    }
  }
  return nodes;
}

const TAGS = {
  include: (_, [name, ...rest]) => ({ include: name.slice(1, -1), given: rest.slice(1).map((pair) => pair.split(/=(.*)/)) }),
  for(waiting, [name, , list]) {
    const body = parse(waiting, ["endfor"]);
    return { name, list, body };
  },
  if(waiting, words) {
    const branches = [];
    for (let test = words; ; ) {
      const body = parse(waiting, ["elif", "else", "endif"]);
      branches.push({ test, body });
      const [tag, ...next] = body.end;
      if (tag === "endif") return { branches };
      test = tag === "else" ? null : next;
    }
  },
};

const draw = (nodes, values, of) => nodes.map((node) => drawn(node, values, of)).join("");

function drawn(node, values, of) {
  if ("text" in node) return node.text;
  if ("value" in node) return shown(node.value, values);
  if ("include" in node) {
    const given = Object.fromEntries(node.given.map(([name, word]) => [name, look(word, values)]));
    return draw(of(node.include), { ...values, ...given }, of);
  }
  if ("list" in node) {
    const list = look(node.list, values) ?? [];
    return list.map((each, index) => draw(node.body, { ...values, [node.name]: each, forloop: { first: index === 0 } }, of)).join("");
  }
  const branch = node.branches.find(({ test }) => test === null || holds(test, values));
  return branch ? draw(branch.body, values, of) : "";
}

function holds(words, values) {
  const or = words.indexOf("or");
  if (or >= 0) return holds(words.slice(0, or), values) || holds(words.slice(or + 1), values);
  const [left, equals, right] = words;
  const found = look(left, values);
  if (equals === "==") return found === look(right, values);
  return Array.isArray(found) ? found.length > 0 : Boolean(found);
}

function look(word, values) {
  if (word.startsWith('"')) return word.slice(1, -1);
  if (/^\d+$/.test(word)) return Number(word);
  return word.split(".").reduce((found, part) => found?.[part], values);
}

function shown(expression, values) {
  const [word, filter] = expression.split("|");
  const found = String(look(word, values) ?? "");
  return filter === "safe" ? found : found.replace(/[&<>"']/g, (letter) => ESCAPED[letter]);
}

const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
