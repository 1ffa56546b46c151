"""The commands of ``charteroak``, one module each with ``add_options`` and ``run``."""
