"""The public copy: every memo and law at an address of its own, for anybody, without tracking."""
