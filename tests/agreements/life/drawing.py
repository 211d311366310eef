"""What chance draws: who usually does a thing comes up often, and everybody else sometimes."""

from hypothesis import strategies as st

from mesas.choices import DocumentKind
from tests.agreements.life.world import PARTIES, PEOPLE

OWING, RECEIVING = ["company", "town"], ["anta", "bamba"]
#: Who took up another part last, whoever that is.
NEWCOMER = "newcomer"
DELEGATES, STAFF = ["delegate", "mayor", NEWCOMER], ["coordinator", "registrar"]
VOICES = ["eva", "julio", "rosa", "tomas", NEWCOMER]
ANYBODY = [*PEOPLE, "admin"]
ANYONE = list(PARTIES)


def often(usual: list[str], others: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from([*usual * (1 + 3 * len(others) // len(usual)), *others])


COORDINATION = often(["coordinator"], ANYBODY)
SAYS = st.sampled_from([3, 3, 3, 2, 1, 0, None])
#: Days before today.
AGO = st.sampled_from([0, 0, 1, 3, 10, 40])
DATED = st.sampled_from([0, 0, 0, 0, 1, 10, 40])
RESERVOIR, ROAD, TITLE, UPKEEP = range(4)
#: What is said of most is the reservoir, then the road.
WHICH = st.sampled_from([RESERVOIR, RESERVOIR, RESERVOIR, ROAD, ROAD, TITLE, UPKEEP])
#: Of what comes round, which month is spoken of: the first, as a rule; or none.
PERIOD = st.sampled_from([0, 0, 0, 1, 2, None])
#: What is replaced, and by what: one by one, two by one, one by two, and what would go round.
REPLACED = st.sampled_from(
    [
        ([RESERVOIR], [ROAD]),
        ([ROAD], [RESERVOIR]),
        ([RESERVOIR, ROAD], [TITLE]),
        ([TITLE], [RESERVOIR, ROAD]),
        ([UPKEEP, TITLE], [RESERVOIR]),
        ([RESERVOIR], [RESERVOIR, UPKEEP]),
    ]
)
KINDS = st.sampled_from(
    [DocumentKind.ASSEMBLY_ACTA, DocumentKind.ASSEMBLY_ACTA, DocumentKind.LETTER, DocumentKind.CALL_NOTE, None]
)
#: Who signs: both ends as a rule, one of them, or only some.
SIGNERS = st.sampled_from(
    [
        [*OWING, *RECEIVING],
        [*OWING, *RECEIVING],
        [*OWING, *RECEIVING],
        ["company", *RECEIVING],
        RECEIVING,
        OWING,
        ["company", "anta"],
        ["ngo", "ministry"],
        [],
    ]
)
