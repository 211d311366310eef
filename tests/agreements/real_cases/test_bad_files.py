"""Files that cannot be loaded: every fault is named by file, row and column, and nothing is stored."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from agreements.services.real_cases import load_real_cases
from agreements.services.real_cases.files import COLUMNS
from tests.agreements.real_cases import AT, append, everything, filled, remove, rewrite

pytestmark = pytest.mark.django_db


@pytest.fixture
def refusal(folder):
    """What the loader says of the files as they are then; nothing may be stored."""

    def load():
        before = everything()
        with pytest.raises(ValidationError) as refused:
            load_real_cases(folder, at=AT)
        assert everything() == before
        return refused.value.messages

    return load


def test_missing_files(folder, refusal):
    (folder / "mesas.csv").unlink()
    (folder / "glossary.csv").unlink()

    assert refusal() == ["mesas.csv: falta este archivo", "glossary.csv: falta este archivo"]


def test_an_empty_folder_and_an_empty_file(tmp_path, folder, refusal):
    empty = tmp_path / "vacía"
    empty.mkdir()
    with pytest.raises(ValidationError) as refused:
        load_real_cases(empty, at=AT)
    assert refused.value.messages == [f"{name}.csv: falta este archivo" for name in COLUMNS]

    (folder / "glossary.csv").write_text("")
    assert refusal() == [
        "glossary.csv, fila 1, columna term_es: falta esta columna",
        "glossary.csv, fila 1, columna source_url: falta esta columna",
    ]


def test_a_file_where_a_folder_should_be(folder):
    with pytest.raises(ValidationError, match=r"No hay ninguna carpeta .*mesas\.csv"):
        load_real_cases(folder / "mesas.csv", at=AT)


def test_a_folder_where_a_file_should_be(folder, refusal):
    (folder / "mesas.csv").unlink()
    (folder / "mesas.csv").mkdir()

    assert [message.split(":")[0] for message in refusal()] == ["mesas.csv"]


def test_missing_columns(folder, refusal):
    path = folder / "mandates.csv"
    path.write_text(path.read_text().replace("end_kind", "fin", 1))

    assert refusal() == ["mandates.csv, fila 1, columna end_kind: falta esta columna"]


def test_columns_in_another_order_and_more_of_them_do_no_harm(folder):
    path = folder / "mandates.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join(["más," + lines[0], *("," + line for line in lines[1:])]))

    assert load_real_cases(folder, at=AT).tallies[8].new == 19


def test_semicolons_instead_of_commas(folder, refusal):
    path = folder / "glossary.csv"
    path.write_text("term_es;source_url\nacta;http://example.org\n")

    assert refusal()[0] == "glossary.csv, fila 1, columna term_es: falta esta columna"


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding(folder, refusal, encoding):
    path = folder / "mandates.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))

    (message,) = refusal()
    assert message.startswith("mandates.csv, fila ")
    assert message.endswith(": no está en UTF-8: guárdelo con esa codificación")


def test_what_a_spreadsheet_saves_is_read(folder):
    """A byte-order mark, and the line ends of another system."""
    for path in folder.iterdir():
        path.write_bytes(path.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig"))

    assert [tally.new for tally in load_real_cases(folder, at=AT).tallies] == [
        32, 161, 74, 7, 16, 44, 29, 21, 19, 105, 32, 22, 23, 11, 23, 40, 9,
    ]  # fmt: skip


def test_a_row_with_too_many_cells_and_one_with_too_few(folder, refusal):
    path = folder / "casualties.csv"
    path.write_text(path.read_text() + "CA-030,EP-ESP-2012\nCA-031" + "," * 20 + "\n")

    assert refusal() == [
        "casualties.csv, fila 31: tiene 2 celdas y la cabecera 11",
        "casualties.csv, fila 32: tiene 21 celdas y la cabecera 11",
    ]


def test_a_quote_that_never_closes(folder, refusal):
    path = folder / "casualties.csv"
    path.write_text(path.read_text() + 'CA-030,"EP-ESP-2012\n')

    (message,) = refusal()
    assert message.startswith("casualties.csv, fila 31: no se entiende: ")


def test_a_file_of_another_size(folder, refusal):
    with (folder / "casualties.csv").open("a") as lines:
        lines.write("x" * 6 * 2**20)

    assert refusal() == ["casualties.csv: pesa más de 5 MB"]


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("2012-02-31", "El 31 de febrero de 2012 no existe: ese mes tiene 29 días."),
        ("0205-02-03", "El año 0205 no puede ser: escriba uno entre 1900 y 2100."),
        ("2012-13", "El mes va de 1 a 12; se escribió 13."),
        ("mayo", "«mayo» no es una fecha. Escriba, por ejemplo, 2012, 2012-06 o 2012-06-15."),
        ("2012", "«2012» no dice tanto como la precisión indicada."),
        ("", "Falta la fecha."),
    ],
)
def test_impossible_dates(folder, refusal, date, message):
    rewrite(folder, "episodes", "EP-ESP-2012", started_on=date)

    assert refusal() == [f"episodes.csv, fila 5, columna started_on: {message}"]


def test_a_precision_that_does_not_exist(folder, refusal):
    rewrite(folder, "episodes", "EP-ESP-2012", started_precision="siglo")

    assert refusal() == ["episodes.csv, fila 5, columna started_precision: «siglo» no es una precisión"]


def test_a_source_was_read_on_a_whole_day(folder, refusal):
    rewrite(folder, "sources", "SRC-001", accessed="2026-11")

    assert refusal() == ["sources.csv, fila 2, columna accessed: falta el día"]


@pytest.mark.parametrize(
    ("file", "key", "column", "line", "points_at"),
    [
        ("episodes", "EP-ESP-2012", "conflict_id", 5, "conflicts"),
        ("episodes", "EP-ESP-2012", "ubigeo_inei", 5, "ubigeo"),
        ("casualties", "CA-001", "episode_id", 2, "episodes"),
        ("mandates", "MD-001", "mesa_id", 2, "mesas"),
        ("mesas", "MS-ESP-2016", "predecessor_mesa_id", 4, "mesas"),
        ("agreements", "AG-ESP-01", "session_id", 2, "sessions"),
        ("commitments", "CM-006", "responsible_org_ids", 7, "organisations"),
        ("status_events", "EV-001", "entity_id", 2, "episodes"),
    ],
)
def test_keys_that_name_nothing(folder, refusal, file, key, column, line, points_at):
    rewrite(folder, file, key, **{column: "NADA"})

    assert refusal() == [f"{file}.csv, fila {line}, columna {column}: «NADA» no está en {points_at}.csv"]


def test_a_missing_link(folder, refusal):
    rewrite(folder, "casualties", "CA-001", episode_id="")

    assert refusal() == ["casualties.csv, fila 2, columna episode_id: falta"]


def test_an_address_that_is_no_source(folder, refusal):
    rewrite(folder, "casualties", "CA-001", source_url="https://example.org/nota")

    assert refusal() == [
        "casualties.csv, fila 2, columna source_url: esta dirección no está en sources.csv: https://example.org/nota"
    ]


def test_repeated_and_missing_keys(folder, refusal):
    cells = {"episode_id": "EP-ESP-2012", "group": "total", "figure_qualifier": "exact"}
    append(folder, "casualties", casualty_id="CA-001", **cells)
    append(folder, "casualties", killed="1", **cells)

    assert refusal() == [
        "casualties.csv, fila 31, columna casualty_id: «CA-001» ya está en la fila 2",
        "casualties.csv, fila 32, columna casualty_id: falta la clave",
        "casualties.csv, fila 31, columna killed: falta una cifra: muertos, heridos o detenidos",
    ]


def test_words_nobody_knows(folder, refusal):
    rewrite(folder, "mandates", "MD-001", kind="nacimiento")
    rewrite(folder, "organisations", "ORG-MMG", sector="")

    assert [message.split(";")[0].split(" se admite")[0] for message in refusal()] == [
        "organisations.csv, fila 47, columna sector: falta: comite_de_seguimiento, comunidad, empresa, "
        "estado_nacional, gobierno_regional, iglesia, internacional, municipalidad_distrital, "
        "municipalidad_provincial, organismo_autonomo, otro, sociedad_civil",
        "mandates.csv, fila 2, columna kind: «nacimiento» no se conoce",
    ]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("diez", "«diez» no es un número"),
        ("-3", "«-3» no es un número"),
        ("1.5", "«1.5» no es un número"),
        ("99999999999", "«99999999999» es demasiado grande"),
    ],
)
def test_figures_that_are_none(folder, refusal, written, message):
    rewrite(folder, "casualties", "CA-001", killed=written)

    assert refusal() == [f"casualties.csv, fila 2, columna killed: {message}"]


def test_texts_that_are_too_long_or_missing(folder, refusal):
    rewrite(folder, "mesas", "MS-ESP-2016", name_es="a" * 10_000)
    rewrite(folder, "conflicts", "CASO-MAJES", name_es="")

    assert refusal() == [
        "conflicts.csv, fila 3, columna name_es: falta",
        "mesas.csv, fila 4, columna name_es: tiene 10000 caracteres y caben 200",
    ]


@pytest.mark.parametrize("mark", ["\u202e", "\x07", "\x00"])
def test_characters_that_nobody_sees(folder, refusal, mark):
    rewrite(folder, "mesas", "MS-ESP-2016", place=f"Espi{mark}nar")

    assert refusal() == ["mesas.csv, fila 4, columna place: tiene caracteres que no se ven"]


def test_script_is_only_text(folder):
    rewrite(folder, "mesas", "MS-ESP-2016", place="<script>alert(1)</script>")

    assert load_real_cases(folder, at=AT).tallies[7].new == 21


def test_an_address_that_a_browser_would_run(folder, refusal):
    rewrite(folder, "sources", "SRC-161", url="javascript:alert(1)")

    assert refusal()[0].startswith("sources.csv, fila 162, columna url: ")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"code": "ESP-2012-07"}, "columna code: debe ser ESP-2016 y un número, como ESP-2016-01"),
        ({"code": "ESP-2016-1"}, "columna code: debe ser ESP-2016 y un número, como ESP-2016-01"),
        ({"deadline": "", "deadline_precision": ""}, "columna deadline: falta la fecha del plazo"),
        (
            {"deadline_kind": "none_stated"},
            "columna deadline_kind: dice que no se conoce el plazo, pero la fila da una fecha",
        ),
        ({"deadline_kind": "term_calendar"}, "columna term_months: falta de cuánto es el plazo"),
    ],
)
def test_commitments_that_contradict_themselves(folder, refusal, cells, message):
    rewrite(folder, "commitments", "CM-001", **cells)

    assert refusal() == [f"commitments.csv, fila 2, {message}"]


def test_a_term_that_never_ends(folder, refusal):
    rewrite(folder, "commitments", "CM-021", term_months="9000")

    assert refusal() == ["commitments.csv, fila 22, columna term_months: Un plazo en meses va de 1 a 1200."]


def test_a_mandate_that_ends_before_it_starts(folder, refusal):
    rewrite(folder, "mandates", "MD-001", ends_on="2011-03")

    assert refusal() == ["mandates.csv, fila 2, columna ends_on: termina antes de empezar"]


def test_a_mesa_that_follows_itself(folder, refusal):
    rewrite(folder, "mesas", "MS-ESP-2016", predecessor_mesa_id="MS-ESP-2016")

    assert refusal() == ["mesas.csv, fila 4, columna predecessor_mesa_id: una mesa no puede ser anterior a sí misma"]


def test_one_bad_cell_is_told_once(folder, refusal):
    """The date of a mesa is looked at again for each of its sessions."""
    rewrite(folder, "mesas", "MS-COT-2015", installed_on="2015-02-30")

    assert refusal() == [
        "mesas.csv, fila 10, columna installed_on: El 30 de febrero de 2015 no existe: ese mes tiene 28 días."
    ]


def test_many_faults_are_counted_and_not_all_told(folder, refusal):
    remove(folder, "conflicts", "CASO-BAMBAS")

    messages = refusal()
    assert len(messages) == 21
    assert messages[-1] == "y 5 fallas más"


def test_the_command_says_so_and_fails(folder):
    rewrite(folder, "casualties", "CA-001", killed="diez")

    with pytest.raises(CommandError) as refused:
        call_command("load_real_cases", str(folder))

    assert str(refused.value) == ("No se cargó nada.\ncasualties.csv, fila 2, columna killed: «diez» no es un número")
    assert filled(everything()) == set()
