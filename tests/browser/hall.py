"""A mesa with eleven seats and everybody who has to do with it, and a registrar who types what happens in its hall.

What is typed works the same with scripts and without: a button that adds a row either adds it or loads the page anew.
"""

from datetime import date, timedelta

from accounts.models import User
from conflicts.choices import Role, Sector
from tests.factories import MembershipFactory, MesaFactory, PartyFactory, PersonFactory, SeatFactory, UserFactory

PASSWORD = "tres palabras juntas"

#: Who sits at the table: sector, short name, and the posts of those who sit for it.
SEATS = [
    (Sector.NATIONAL, "Sector Salud", ["director regional", "ingeniera de obras"]),
    (Sector.PROVINCIAL, "Municipalidad de Espinar", ["alcalde", "regidora"]),
    (Sector.COMPANY, "Minera Cerro Claro", ["gerente social", "abogada"]),
    (Sector.COMMUNITY, "Pampa Clara", ["presidenta comunal", "fiscal comunal"]),
    (Sector.COMMUNITY, "Huisa", ["presidente comunal", "tesorera"]),
    (Sector.CHURCH, "Vicaría", ["secretaria"]),
]


class Hall:
    """`mesa`, `party["Huisa"]`, `people` of the seats in order, and users: registrar, coordinator, delegate (of the
    ministry), representative (of Pampa Clara), observer, administrator."""

    def __init__(self):
        self.mesa = MesaFactory(code="ESP-2026", slug="esp-2026", name="Mesa de diálogo de Espinar")
        self.party, self.people = {}, []
        for sector, name, posts in SEATS:
            party = self.party[name] = PartyFactory(sector=sector, short_name=name, name=name)
            for post in posts:
                self.people.append(PersonFactory(party=party, post=post))
                SeatFactory(mesa=self.mesa, party=party, person=self.people[-1])
        self.registrar = self.member("registra", Role.REGISTRAR)
        self.coordinator = self.member("coordina", Role.COORDINATOR)
        self.delegate = self.member("delegado", Role.DELEGATE, "Sector Salud")
        self.representative = self.member("rosa", Role.REPRESENTATIVE, "Pampa Clara")
        self.observer = self.member("observa", Role.OBSERVER, "Vicaría")
        self.administrator = UserFactory(username="administra", password=PASSWORD, is_staff=True)

    def member(self, name: str, role: Role, party: str | None = None) -> User:
        return MembershipFactory(
            user=UserFactory(username=name, password=PASSWORD),
            conflict=self.mesa.conflict,
            role=role,
            party=self.party.get(party),
        ).user


def sign_in(page, user):
    """On the page that asks for it."""
    page.get_by_label("Usuario").fill(user.username)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()


def field(page, row, label):
    """A field of a row. Rows of a part have the same fields, and each is a group with a name of its own."""
    return page.get_by_role("group", name=row, exact=True).get_by_label(label, exact=True)


def tap(page, name, value):
    page.locator(f"[name='{name}'][value='{value}']").check()


def add(page, value):
    """Press the button that adds a row of this kind, and see that the row is there."""
    part = value.partition(":")[0]
    rows = page.locator(f"form [data-row={part}][id]")  # those already known have no id
    before = rows.count()
    page.locator(f"[name=add][value='{value}']").click()
    rows.nth(before).wait_for()


def type_convening(page, day: date):
    page.locator("[name=day]").fill(day.isoformat())
    page.get_by_label("Lugar").fill("Local comunal de Huisa")
    page.get_by_label("Empezó").fill("09:00")
    page.get_by_label("Terminó").fill("13:30")
    page.get_by_label("Convocó").select_option(label="Sector Salud")
    field(page, "Estado", "Recibió el aviso").fill((day - timedelta(days=9)).isoformat())
    field(page, "Sociedad", "Recibió el aviso").fill((day - timedelta(days=2)).isoformat())


def type_attendance(page, people):
    """All but the last of the seats came, and two more."""
    for person in people[:-1]:
        tap(page, f"attendees-{person.pk}-came", "si")
    tap(page, f"attendees-{people[-1].pk}-came", "no")
    tap(page, f"attendees-{people[0].pk}-can_decide", "si")
    for number, party in enumerate(("Pampa Clara", "Huisa"), 1):
        add(page, "attendees")
        field(page, f"Persona nueva {number}", "De parte de").select_option(label=party)
        field(page, f"Persona nueva {number}", "Nombre (opcional)").fill(f"Persona {party} {number}")


def type_agenda(page, points):
    for number, (text, proposer) in enumerate(points, 1):
        if number > 1:
            add(page, "points")
        field(page, f"Punto {number}", "De qué trata").fill(text)
        field(page, f"Punto {number}", "Lo propone").select_option(label=proposer)
        tap(page, f"points-{number}-admission", "admitido")
        tap(page, f"points-{number}-outcome", "tratado")


def type_demands(page, demands):
    for number, (text, party) in enumerate(demands, 1):
        if number > 1:
            add(page, "demands")
        field(page, f"Demanda {number}", "Qué se pide").fill(text)
        field(page, f"Demanda {number}", "Quién lo pide").select_option(label=party)


def type_promise(page, number, title, to, **deadline):
    """Health owes it to that party: `due="2026-11-23"`, `days=90`, `months=6`, or nothing for "sin plazo"."""
    row = f"Compromiso {number}"
    field(page, row, "Qué se hará, en una línea").fill(title)
    field(page, row, "Responsable principal").select_option(label="Sector Salud")
    tap(page, f"promises-{number}-beneficiaries", to.pk)
    if "due" in deadline:
        tap(page, f"promises-{number}-deadline", "fecha")
        field(page, row, "Fecha").fill(deadline["due"])
    elif deadline:
        [(unit, term)] = deadline.items()
        tap(page, f"promises-{number}-deadline", "termino")
        field(page, row, "Término").fill(str(term))
        unit = {"days": "días calendario", "months": "meses"}[unit]
        field(page, row, "Contado en").select_option(label=unit)
    else:
        tap(page, f"promises-{number}-deadline", "sin-plazo")
