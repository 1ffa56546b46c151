"""Other engines, each given the benchmark memo's rules in its own form.

Each is checked against our answers before it is timed.  An engine decides one record at a time
and returns the outcome and the basis in the law; ``prepare`` turns a record into what it takes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol
from xml.sax.saxutils import escape

from bench.load import OUTCOME, Condition, Record, Rule, Rules, name_of

Outcome = tuple[str, str]


class Engine(Protocol):
    """What a measurement needs of an engine."""

    def prepare(self, record: Record) -> Any:
        """Return ``record`` in the engine's form; not timed."""

    def decide(self, prepared: Any) -> Outcome:
        """Return the outcome and the basis; timed."""


def _named(record: Record) -> Record:
    return {name_of(name): value for name, value in record.items()}


def _outcome(values: Any) -> Outcome:
    return values[name_of(OUTCOME[0])], values[name_of(OUTCOME[1])]


class Zen:
    """GoRules zen-engine: three decision-table nodes in a row."""

    def __init__(self, tables: Sequence[Rules]) -> None:
        """Build the JSON decision model and compile it."""
        import zen  # noqa: PLC0415 - only in the benchmark environment

        nodes, edges, before = [self._node("in", "inputNode")], [], "in"
        for table in tables:
            nodes.append({**self._node(table.name, "decisionTableNode"), "content": _jdm(table)})
            edges.append(self._edge(before, table.name))
            before = table.name
        nodes.append(self._node("out", "outputNode"))
        edges.append(self._edge(before, "out"))
        model = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
        self._decision = zen.ZenEngine().create_decision(json.dumps(model))

    @staticmethod
    def _node(name: str, kind: str) -> dict[str, Any]:
        return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}

    @staticmethod
    def _edge(source: str, target: str) -> dict[str, str]:
        return {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}

    def prepare(self, record: Record) -> Record:
        """Return the record with names that need no quotes."""
        return _named(record)

    def decide(self, prepared: Record) -> Outcome:
        """Evaluate the model."""
        return _outcome(self._decision.evaluate(prepared)["result"])


def _jdm(table: Rules) -> dict[str, Any]:
    """Return the content of a zen decision table."""
    rows = []
    for number, rule in enumerate(table.rules):
        cells = dict.fromkeys(table.inputs, "") | {c.name: _zen(c) for c in rule.conditions}
        row = {f"i{k}": cells[name] for k, name in enumerate(table.inputs)}
        row |= {f"o{k}": json.dumps(rule.results[name]) for k, name in enumerate(table.outputs)}
        rows.append({"_id": f"{table.name}{number}", **row})
    return {
        "hitPolicy": "first",
        "inputs": [
            {"id": f"i{k}", "name": n, "field": name_of(n)} for k, n in enumerate(table.inputs)
        ],
        "outputs": [
            {"id": f"o{k}", "name": n, "field": name_of(n)} for k, n in enumerate(table.outputs)
        ],
        "rules": rows,
        "passThrough": True,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }


def _zen(condition: Condition) -> str:
    if not condition.values:
        return f"[{condition.low}..{condition.high}]"
    return ", ".join(json.dumps(value) for value in condition.values)


class Regorus:
    """Regorus, Microsoft's Rego interpreter in Rust.

    Input goes in as JSON: given as a dictionary, True becomes 1.0 and another rule fires.
    """

    def __init__(self, tables: Sequence[Rules]) -> None:
        """Write the rules in Rego and load them."""
        import hobofan_regorus  # noqa: PLC0415 - only in the benchmark environment

        self._engine = hobofan_regorus.Engine()
        self._engine.add_policy("load.rego", "\n".join(_rego(tables)))

    def prepare(self, record: Record) -> str:
        """Return the record as JSON."""
        return json.dumps(_named(record))

    def decide(self, prepared: str) -> Outcome:
        """Evaluate the policy."""
        self._engine.set_input_json(prepared)
        return _outcome(self._engine.eval_rule("data.load.result"))


def _rego(tables: Sequence[Rules]) -> Iterator[str]:
    yield "package load"
    yield "import rego.v1"
    owner = {output: table.name for table in tables for output in table.outputs}
    for table in tables:
        start = f"t_{name_of(table.name)} :="
        for rule in table.rules:
            results = {name_of(name): value for name, value in rule.results.items()}
            body = "; ".join(_rego_test(c, owner) for c in rule.conditions) or "true"
            yield f"{start} {json.dumps(results)} if {{ {body} }}"
            start = "else :="
    parts = (f'"{name_of(n)}": t_{name_of(owner[n])}.{name_of(n)}' for n in OUTCOME)
    yield f"result := {{{', '.join(parts)}}}"


def _rego_test(condition: Condition, owner: dict[str, str]) -> str:
    name = name_of(condition.name)
    place = (
        f"t_{name_of(owner[condition.name])}.{name}" if condition.name in owner else f"input.{name}"
    )
    if not condition.values:
        return f"{place} >= {condition.low}; {place} <= {condition.high}"
    if len(condition.values) == 1:
        return f"{place} == {json.dumps(condition.values[0])}"
    return f"{place} in {{{', '.join(map(json.dumps, condition.values))}}}"


class Cel:
    """common-expression-language, CEL in Rust: one compiled expression for each output."""

    def __init__(self, tables: Sequence[Rules]) -> None:
        """Write each output as one conditional expression."""
        import cel  # noqa: PLC0415 - only in the benchmark environment

        self._programs: list[tuple[str, Any]] = [
            (name_of(output), cel.compile(_cel(table.rules, output)))
            for table in tables
            for output in table.outputs
        ]

    def prepare(self, record: Record) -> Record:
        """Return the record with names that are identifiers."""
        return _named(record)

    def decide(self, prepared: Record) -> Outcome:
        """Run the expressions one after another, each seeing the outputs before."""
        values: dict[str, Any] = dict(prepared)
        for name, program in self._programs:
            values[name] = program.execute(values)
        return _outcome(values)


def _cel(rules: Sequence[Rule], output: str) -> str:
    expression = '"none"'
    for rule in reversed(rules):
        test = " && ".join(map(_cel_test, rule.conditions)) or "true"
        expression = f"(({test}) ? {json.dumps(rule.results[output])} : {expression})"
    return expression


def _cel_test(condition: Condition) -> str:
    name = name_of(condition.name)
    if not condition.values:
        return f"({name} >= {condition.low} && {name} <= {condition.high})"
    return f"{name} in {json.dumps(list(condition.values))}"


class Spiff:
    """SpiffWorkflow's DMN engine; its UNIQUE takes the first match, as tables in order need."""

    def __init__(self, tables: Sequence[Rules]) -> None:
        """Write each table as DMN and parse it."""
        from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine  # noqa: PLC0415
        from SpiffWorkflow.dmn.parser.BpmnDmnParser import BpmnDmnParser  # noqa: PLC0415

        parser = BpmnDmnParser()
        for table in tables:
            parser.add_dmn_str("".join(_dmn(table)).encode())
        self._engines = [parser.get_engine(table.name, None) for table in tables]
        self._task = _task(PythonScriptEngine())

    def prepare(self, record: Record) -> Record:
        """Return the record with names that are identifiers."""
        return _named(record)

    def decide(self, prepared: Record) -> Outcome:
        """Evaluate the tables one after another."""
        self._task.data = dict(prepared)
        for engine in self._engines:
            self._task.data.update(engine.result(self._task))
        return _outcome(self._task.data)


def _task(scripts: Any) -> Any:
    """Return the least that SpiffWorkflow takes for a task."""
    workflow = type("Workflow", (), {"script_engine": scripts})()
    specification = type("Specification", (), {"name": "load", "bpmn_id": "load", "file": ""})()
    return type("Task", (), {"workflow": workflow, "task_spec": specification, "data": {}})()


def _dmn(table: Rules) -> Iterator[str]:
    yield (
        '<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" '
        f'id="d" name="d" namespace="n"><decision id="{table.name}" name="{table.name}">'
        f'<decisionTable id="t_{table.name}" hitPolicy="UNIQUE">'
    )
    for name in map(name_of, table.inputs):
        yield (
            f'<input id="i_{name}" label="{name}"><inputExpression id="e_{name}" '
            f'typeRef="string"><text>{name}</text></inputExpression></input>'
        )
    for name in map(name_of, table.outputs):
        yield f'<output id="o_{name}" label="{name}" name="{name}" typeRef="string"/>'
    for number, rule in enumerate(table.rules):
        yield from _dmn_rule(table, number, rule)
    yield "</decisionTable></decision></definitions>"


def _dmn_rule(table: Rules, number: int, rule: Rule) -> Iterator[str]:
    here = f"{table.name}{number}"
    tests = {condition.name: _dmn_test(condition) for condition in rule.conditions}
    yield f'<rule id="r{here}">'
    for k, name in enumerate(table.inputs):
        yield f'<inputEntry id="{here}i{k}"><text>{escape(tests.get(name, ""))}</text></inputEntry>'
    for k, name in enumerate(table.outputs):
        text = escape(json.dumps(rule.results[name]))
        yield f'<outputEntry id="{here}o{k}"><text>{text}</text></outputEntry>'
    yield "</rule>"


def _dmn_test(condition: Condition) -> str:
    if not condition.values:
        return f"{condition.low} <= ? <= {condition.high}"
    if len(condition.values) == 1:
        return repr(condition.values[0]).replace("'", '"')
    return f"? in ({', '.join(json.dumps(value) for value in condition.values)})"


ENGINES: dict[str, tuple[str, Callable[[Sequence[Rules]], Engine]]] = {
    "zen-engine": ("zen-engine", Zen),
    "regorus": ("hobofan-regorus", Regorus),
    "common-expression-language": ("common-expression-language", Cel),
    "SpiffWorkflow": ("SpiffWorkflow", Spiff),
}
