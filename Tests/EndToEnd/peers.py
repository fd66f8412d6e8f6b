"""Packages that judge what mnl writes: nbformat and jsonschema; None where they are not installed."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Where `scripts/reference/venv jupytext` puts them; last, so that nothing else comes from there.
sys.path += [str(path) for path in ROOT.glob(".build-venv/jupytext/lib/python*/site-packages")]
try:
    import jsonschema
    import nbformat
except ImportError:
    jsonschema = nbformat = None
