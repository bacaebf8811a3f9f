"""A synthetic country: lists of invented regions and bodies over many years, with faults whose findings are known.

Nothing in it is read from anywhere but the names of the model. The same size and seed give the same bytes on
every machine.
"""

from kgov.lists.synthetic.country import write_country
from kgov.lists.synthetic.expected import Expected
from kgov.lists.synthetic.size import DAY, FAULTY, YEARS, Size, sized

__all__ = ["DAY", "FAULTY", "YEARS", "Expected", "Size", "sized", "write_country"]
