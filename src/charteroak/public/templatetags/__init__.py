"""Template tags of the public copy."""
