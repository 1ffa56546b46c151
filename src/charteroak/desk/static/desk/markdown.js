// The prose of a paragraph as HTML, as the core writes it: paragraphs, lists, emphasis, code, links.
// Anything else stays the words it is.

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Markdown as HTML that holds no markup of its own. */
export function html(markdown) {
  const blocks = markdown.split(/\n{2,}/).map((block) => block.trim()).filter(Boolean);
  const drawn = grouped(blocks.flatMap(pieces)).map(block).join("\n");
  return `<div class="paragraph">${drawn}\n</div>`;
}

/** A block is cut into list items, each with its marker, and what is not in a list. */
const pieces = (text) => text.split(/\n(?=[-*] |\d+[.)] )/);
const marker = (piece) => /^([-*]|\d+[.)]) +/.exec(piece);
const kindOf = (piece) => (marker(piece) ? (/^\d/.test(piece) ? "ol" : "ul") : "p");

function grouped(parts) {
  const groups = [];
  for (const piece of parts) {
    const kind = kindOf(piece);
    if (kind !== "p" && groups.at(-1)?.kind === kind) groups.at(-1).pieces.push(piece);
    else groups.push({ kind, pieces: [piece] });
  }
  return groups;
}

function block({ kind, pieces: found }) {
  if (kind === "p") return `<p>${inline(found[0])}</p>`;
  const items = found.map((piece) => `<li>${inline(piece.replace(marker(piece)[0], "").replace(/\n +/g, "\n"))}</li>`);
  return `<${kind}>\n${items.join("\n")}\n</${kind}>`;
}

function inline(text) {
  return escaped(text)
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
    .replace(/\*([^*]+)\*/g, "<em>$1</em>");
}
