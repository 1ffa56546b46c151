"""Put guidance/ inside the wheel, as charteroak/guidance.

An editable install leaves it out: there the texts are read where they lie, never from a copy.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.wheel import WheelBuilderConfig


class IncludeGuidance(BuildHookInterface[WheelBuilderConfig]):
    """The build step that pyproject.toml names."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the texts to a wheel that is built to be carried elsewhere."""
        if version == "standard":
            build_data["force_include"]["guidance"] = "charteroak/guidance"
