"""openfisca-core with the benchmark memo's rules: one case at a time, and whole columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.engines import Outcome, _outcome
from bench.load import OUTCOME, Condition, Record, Rules, Value, name_of

PERIOD = "2026-11"
Column = npt.NDArray[Any]


class OpenFisca:
    """One person entity; a variable for each fact and each output, formulas with np.select."""

    def __init__(self, tables: Sequence[Rules], values: Mapping[str, tuple[Value, ...]]) -> None:
        """Build the tax and benefit system."""
        from openfisca_core.entities import build_entity  # noqa: PLC0415 - benchmark environment
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: PLC0415

        self.values = dict(values)
        self.enums: dict[str, Any] = {}
        self.person = build_entity(key="person", plural="persons", label="", is_person=True)
        self.system = TaxBenefitSystem([self.person])
        for name, allowed in values.items():
            self._add(name, self._kind(name, allowed))
        for table in tables:
            for output in table.outputs:
                words = tuple(dict.fromkeys(rule.results[output] for rule in table.rules))
                kind = self._kind(output, words)
                self._add(output, {**kind, "formula": self._formula(table, output, words)})

    def prepare(self, record: Record) -> dict[str, Any]:
        """Return the record as a situation of one person."""
        person = {}
        for name, value in record.items():
            shown = self._member(name, value).name if name in self.enums else value
            person[name_of(name)] = {PERIOD: shown}
        return {"persons": {"one": person}}

    def decide(self, prepared: dict[str, Any]) -> Outcome:
        """Build a simulation of the situation and calculate both outputs."""
        from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415

        simulation = SimulationBuilder().build_from_entities(self.system, prepared)
        found = {
            n: simulation.calculate(n, PERIOD).decode()[0].value for n in map(name_of, OUTCOME)
        }
        return _outcome(found)

    def batch(self, columns: Mapping[str, Column]) -> Column:
        """Calculate the outcome of whole columns of digits; return the outcome as digits."""
        from openfisca_core.indexed_enums import EnumArray  # noqa: PLC0415
        from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415

        length = len(next(iter(columns.values())))
        simulation = SimulationBuilder().build_default_simulation(self.system, count=length)
        for name, column in columns.items():
            given = EnumArray(column, self.enums[name]) if name in self.enums else column
            simulation.set_input(name_of(name), PERIOD, given)
        for name in OUTCOME[1:]:
            simulation.calculate(name_of(name), PERIOD)
        return np.asarray(simulation.calculate(name_of(OUTCOME[0]), PERIOD))

    def words(self, outcome: int) -> str:
        """Return the outcome that a digit of ``batch`` stands for."""
        return str(list(self.enums[OUTCOME[0]])[outcome].value)

    def _member(self, name: str, value: Value) -> Any:
        return next(each for each in self.enums[name] if each.value == value)

    def _kind(self, name: str, values: tuple[Value, ...]) -> dict[str, Any]:
        from openfisca_core.indexed_enums import Enum  # noqa: PLC0415

        if isinstance(values[0], bool):
            return {"value_type": bool}
        if isinstance(values[0], int):
            return {"value_type": int}
        members = [(f"v{number}", value) for number, value in enumerate(values)]
        self.enums[name] = Enum(f"E_{name_of(name)}", members)
        first = next(iter(self.enums[name]))
        return {"value_type": Enum, "possible_values": self.enums[name], "default_value": first}

    def _add(self, name: str, kind: dict[str, Any]) -> None:
        from openfisca_core.periods import MONTH  # noqa: PLC0415
        from openfisca_core.variables import Variable  # noqa: PLC0415

        fields = {"entity": self.person, "definition_period": MONTH, "label": name, **kind}
        self.system.add_variable(type(name_of(name), (Variable,), fields))

    def _formula(self, table: Rules, output: str, words: tuple[str, ...]) -> Any:
        def formula(person: Any, period: Any) -> Column:
            given = {name: person(name_of(name), period) for name in table.inputs}
            tests = [
                reduce(and_, (self._holds(c, given[c.name]) for c in rule.conditions))
                if rule.conditions
                else np.ones(person.count, bool)
                for rule in table.rules
            ]
            results = [words.index(rule.results[output]) for rule in table.rules]
            return np.select(tests, results, 0).astype(np.uint8)

        return formula

    def _holds(self, condition: Condition, column: Any) -> Column:
        if not condition.values:
            return (column >= condition.low) & (column <= condition.high)
        if isinstance(condition.values[0], bool):
            return column if condition.values[0] else ~column
        members = (self._member(condition.name, value) for value in condition.values)
        return reduce(or_, (column == member for member in members))
