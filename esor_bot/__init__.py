"""An assistant for people who apply to fellowships of the European School of Radiology.

This is the core: it knows no platform and works without one. `esor_bot.app` is the one way in.
"""

__version__ = "0.1.0"
