"""From a postal city and a ZIP code to one of the state's towns."""

from __future__ import annotations

from collections import defaultdict

from tools.reference.sources import Workbench

NEARLY_ALL = 0.9
HALF = 0.5


class Gazetteer:
    """The towns of the state, and which of them a postal city or a ZIP code lies in."""

    def __init__(self, bench: Workbench) -> None:
        """Read the towns, the ZIP codes, the census places and the aliases."""
        self._bench = bench
        self.towns = {row["town"].upper(): row["town"] for row in bench.rows("ct_towns.csv")}
        self.zips: dict[str, dict[str, float]] = defaultdict(dict)
        for row in bench.rows("ct_zip2town.csv"):
            self.zips[row["zip"].zfill(5)][row["town"]] = float(row["pct_of_zip_pop"])
        self._places: dict[str, dict[str, float]] = defaultdict(dict)
        for row in bench.rows("ct_village2town.csv"):
            place = row["place"].rsplit(" ", 1)[0].upper()
            self._places[place][row["town"]] = float(row["place_wt"])
        aliases = bench.rows("ct_town_aliases.csv")
        self._aliases = {row["name"]: row["real.town.name"] for row in aliases}
        self._noted: set[tuple[str, str, str]] = set()

    def town(self, city: str, zip_code: str, hint: str = "") -> str:
        """Return the town; `hint` is one that decides where city and ZIP leave a choice."""
        city, zip_code = city.strip().upper(), zip_code[:5]
        named = self.towns.get(city, "")
        touched = self.zips.get(zip_code, {})
        if named and (named in touched or not touched):
            return named
        town, why = self._resolved(city, touched, self.towns.get(hint.upper(), ""))
        if (city, zip_code, town) not in self._noted:
            self._noted.add((city, zip_code, town))
            self._bench.note("", "towns", ("town", f"{city.title()} {zip_code}", town), why)
        return town

    def _resolved(self, city: str, touched: dict[str, float], hint: str) -> tuple[str, str]:
        best = max(touched, key=lambda town: touched[town], default="")
        share = touched.get(best, 0)
        if share >= NEARLY_ALL:
            return best, f"Postal city; {share:.0%} of the people of this ZIP code live in {best}."
        if hint in touched:
            return hint, f"The ZIP code lies in several towns; the district is that of {hint}."
        if places := self._places.get(city):
            place = max(places, key=lambda town: places[town])
            return place, f"A census place of {place}; the ZIP code lies in several towns."
        if best and share >= HALF:
            return best, f"Most people of this ZIP code ({share:.0%}) live in {best}."
        alias = self.towns.get(self._aliases.get(city, ""), "")
        return alias, "The ZIP code holds only boxes; the list of aliases names the town."
