"""References: the other instruments, treaties, statements and laws that a text names."""

from plancli.pipeline.references.component import make_references
from plancli.pipeline.references.finding import find_references
from plancli.pipeline.references.model import FoundReference
from plancli.pipeline.references.own import REPORTS

__all__ = ["REPORTS", "FoundReference", "find_references", "make_references"]
