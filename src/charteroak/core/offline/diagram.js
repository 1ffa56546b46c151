// Decision diagrams and the next question, step by step as core/diagram.py and core/interview.py.

/**
 * Reduced, ordered decision diagrams: a node is a number, below 0 where it is a leaf.  Equal
 * functions are the same node.  Each leaf holds a short text that says which value it is.
 */
export class Diagram {
  constructor(arity) {
    Object.assign(this, { arity, nodes: [], values: [], known: new Map(), supports: new Map() });
  }

  leaf(value) {
    return this.#kept(`=${value}`, () => -this.values.push(value));
  }

  node(level, children) {
    if (children.every((child) => child === children[0])) return children[0];
    return this.#kept(`${level}:${children}`, () => this.nodes.push({ level, children }) - 1);
  }

  #kept(name, make) {
    if (!this.known.has(name)) this.known.set(name, make());
    return this.known.get(name);
  }

  value(leaf) {
    return this.values[-leaf - 1];
  }

  /** The levels that `node` depends on, in order. */
  support(node) {
    if (node < 0) return [];
    if (!this.supports.has(node)) {
      const { level, children } = this.nodes[node];
      const below = children.flatMap((child) => this.support(child));
      this.supports.set(node, [...new Set([level, ...below])].sort((a, b) => a - b));
    }
    return this.supports.get(node);
  }

  /** The values that `node` can take. */
  outcomes(node, seen = new Set()) {
    if (seen.has(node)) return [];
    seen.add(node);
    if (node < 0) return [this.value(node)];
    return this.nodes[node].children.flatMap((child) => this.outcomes(child, seen));
  }

  /** `node` where the answer at `level` is known. */
  restrict(node, level, answer) {
    const known = new Map();
    const walk = (here) => {
      if (here < 0 || this.nodes[here].level > level) return here; // levels grow downwards
      const { level: own, children } = this.nodes[here];
      if (own === level) return children[answer];
      if (!known.has(here)) known.set(here, this.node(own, children.map(walk)));
      return known.get(here);
    };
    return walk(node);
  }

  /** The function whose value is `join(values of nodes)` in every situation. */
  combine(join, nodes) {
    const known = new Map();
    const walk = (here) => {
      const name = here.join();
      if (!known.has(name)) known.set(name, make(here));
      return known.get(name);
    };
    const make = (here) => {
      const inner = here.filter((each) => each >= 0);
      if (!inner.length) return this.leaf(join(here.map((each) => this.value(each))));
      const top = Math.min(...inner.map((each) => this.nodes[each].level));
      const child = (each, answer) =>
        each >= 0 && this.nodes[each].level === top ? this.nodes[each].children[answer] : each;
      const answers = [...Array(this.arity[top]).keys()];
      return this.node(top, answers.map((answer) => walk(here.map((each) => child(each, answer)))));
    };
    return walk(nodes);
  }

  /** `node` freed from `levels`: there, `union` of the values of all answers. */
  merge(node, levels, union) {
    const freed = this.support(node).filter((level) => levels.has(level)).reverse();
    for (const level of freed) node = this.combine(union, this.branches(node, level));
    return node;
  }

  /** What each answer at `level` leaves of `node`. */
  branches(node, level) {
    const answers = [...Array(this.arity[level]).keys()];
    return answers.map((answer) => this.restrict(node, level, answer));
  }
}

/** Copy a node of `source` (a list of nodes) into `target` where some answers are known. */
export function copy(target, source, node, answers, leaf) {
  const known = new Map();
  const walk = (here) => {
    if (here < 0) return leaf(here);
    if (!known.has(here)) {
      const { level, children } = source[here];
      const answer = answers.get(level);
      known.set(here, answer === undefined ? target.node(level, children.map(walk)) : walk(children[answer]));
    }
    return known.get(here);
  };
  return walk(node);
}

/** Chooses the question that settles a function in the fewest expected further questions. */
export class Interview {
  constructor(diagram, mostStates = 300) {
    Object.assign(this, { diagram, mostStates, best: new Map(), inOrder: new Map() });
  }

  /** {level, expected, exact} of the next question; exact is false beyond `mostStates`. */
  next(node) {
    if (node < 0) return null;
    try {
      return { ...this.#search(node), exact: true };
    } catch (error) {
      if (error !== OUT_OF_STATES) throw error;
    }
    const { level, children } = this.#candidates(node)[0];
    return { level, expected: 1 + mean(children.map((child) => this.#expected(child))), exact: false };
  }

  /** Expected questions in the memo's own order, skipping what cannot matter. */
  #expected(node) {
    if (node < 0) return 0;
    if (!this.inOrder.has(node)) {
      const rest = mean(this.diagram.nodes[node].children.map((child) => this.#expected(child)));
      this.inOrder.set(node, 1 + rest);
    }
    return this.inOrder.get(node);
  }

  #search(node) {
    const known = this.best.get(node);
    if (known) return known;
    if (this.best.size >= this.mostStates) throw OUT_OF_STATES;
    let best = { expected: Infinity, level: -1 };
    for (const { level, children } of this.#candidates(node)) {
      const total = this.#total(children, (best.expected - 1) * children.length);
      const expected = 1 + total / children.length;
      if (expected < best.expected - 1e-12) best = { expected, level };
    }
    this.best.set(node, best);
    return best;
  }

  /** The sum over `children`; Infinity once it cannot stay below `bound`. */
  #total(children, bound) {
    const open = children.filter((child) => child >= 0);
    let total = 0;
    for (const [done, child] of open.entries()) {
      if (total + (open.length - done) >= bound) return Infinity;
      total += this.#search(child).expected;
    }
    return total;
  }

  /** Each fact that matters with what each answer leaves, the promising ones first. */
  #candidates(node) {
    const found = this.diagram.support(node).map((level) => {
      const children = this.diagram.branches(node, level);
      return { level, children, rest: mean(children.map((child) => this.#expected(child))) };
    });
    return found.sort((a, b) => nine(a.rest) - nine(b.rest) || a.level - b.level);
  }
}

const OUT_OF_STATES = Symbol("more states than the search may meet");
/** Nine decimals: sums that differ only by how they were added up are equal. */
const nine = (number) => Math.round(number * 1e9) / 1e9;
const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
