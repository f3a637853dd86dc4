"""Everything that `_native` has to know of this package."""

from decimal import Decimal as decimal

from ._base import error as error
from ._registry import DATA as data
from ._registry import FACTS as facts
from ._registry import NAMES as names
from ._values import Data as base
from ._values import plain as plain

new = object.__new__
