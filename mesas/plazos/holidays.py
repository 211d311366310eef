"""Peru's holidays, of every year: days on which nobody works, by law.

The list is article 6 of Decreto Legislativo 713 (1991), which later laws made longer. It is computed by the package
`holidays`, which knows from which year each of them holds:

- 9 December, Ley 31381, published on 28 December 2021: from 2022
- 6 August, Ley 31530, published on 28 July 2022: from 2022
- 23 July, Ley 31822, published on 8 July 2023: from 2023
- 7 June, Ley 31788, published on 15 June 2023, when the day had passed: from 2024

Holy Thursday and Good Friday move with Easter. Where the package differs from the law, it is put right here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from holidays import country_holidays

#: As article 6 calls them. The package has names of its own for 28 and 29 July.
NAMES = {
    (6, 29): "San Pedro y San Pablo",
    (7, 28): "Fiestas Patrias",
    (7, 29): "Fiestas Patrias",
    (11, 1): "Todos los Santos",
    (12, 25): "Navidad",
}
#: In the package, not in the law. It is always a Sunday, so that no count depends on it; no panel should name it.
NOT_IN_THE_LAW = "Domingo de Resurrección"


@cache
def holidays_of(year: int) -> Mapping[date, str]:
    """Name of each holiday of that year, whatever its day of the week."""
    computed = country_holidays("PE", years=year, language="es", expand=False)
    return {
        day: NAMES.get((day.month, day.day), name) for day, name in sorted(computed.items()) if name != NOT_IN_THE_LAW
    }
