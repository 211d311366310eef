"""What each band of the dashboard amounts to, in one sentence made from its figures. Pure.

Each is right for nothing known, none, one, few and all. They tell how much goes with what, never why.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.wording import thousands
from monitoring.findings.shares import part_of
from monitoring.findings.words import kept_together

#: A name with how many it has.
Named = tuple[str, int]


def whole(count: int) -> str:
    """How the sentence begins: "De 64 compromisos"."""
    said = ngettext("Del único compromiso", "De %(count)s compromisos", count)
    return said % {"count": thousands(count)}


def completion(total: int, declared: int, confirmed: int) -> str:
    """How many are said to be done, and of how many who receives says so too."""
    if not total:
        return _("Todavía ningún miembro ha reportado si algo se cumplió")
    if total == 1:
        return only_one(declared=bool(declared), confirmed=bool(confirmed))
    if not declared and not confirmed:
        return kept_together(
            _("De %(total)s compromisos, ninguno se declara ni se confirma cumplido") % {"total": thousands(total)}
        )
    return kept_together(
        _("%(declared)s; %(confirmed)s")
        % {"declared": how_many_declared(declared, total), "confirmed": how_many_confirmed(confirmed, total)}
    )


def only_one(*, declared: bool, confirmed: bool) -> str:
    if confirmed:
        return _("El único compromiso está confirmado por quien recibe")
    if declared:
        return _("El único compromiso se declara cumplido; quien recibe no lo confirma")
    return _("El único compromiso no se declara ni se confirma cumplido")


def how_many_declared(declared: int, total: int) -> str:
    count = {"count": thousands(declared), "total": thousands(total)}
    if not declared:
        return _("De %(total)s compromisos, ninguno se declara cumplido") % count
    if declared == total:
        return _("Los %(total)s compromisos se declaran cumplidos") % count
    said = ngettext(
        "De %(total)s compromisos, %(count)s se declara cumplido",
        "De %(total)s compromisos, %(count)s se declaran cumplidos",
        declared,
    )
    return said % count


def how_many_confirmed(confirmed: int, total: int) -> str:
    if not confirmed:
        return _("quien recibe no confirma ninguno")
    if confirmed == total:
        return _("quien recibe los confirma todos")
    return _("quien recibe confirma %(count)s") % {"count": thousands(confirmed)}


def unverified(count: int, confirmed: int) -> str:
    """Of what who receives confirms, how much nobody independent saw; nothing where all was seen."""
    if not count:
        return ""
    if confirmed == 1:
        return _("Ningún tercero vio el único confirmado")
    if count == confirmed:
        said = _("Ninguno de los %(count)s confirmados tiene la verificación de un tercero")
        return kept_together(said % {"count": thousands(count)})
    said = ngettext(
        "%(part)s confirmados no tiene la verificación de un tercero",
        "%(part)s confirmados no tienen la verificación de un tercero",
        count,
    )
    return kept_together(said % {"part": part_of(count, confirmed)})


def states(total: int, still_open: int) -> str:
    if not total:
        return _("Ningún compromiso tiene todavía un estado")
    if total == 1:
        return _("El único compromiso sigue abierto") if still_open else _("El único compromiso ya terminó")
    count = {"open": thousands(still_open), "total": thousands(total)}
    if not still_open:
        return kept_together(_("Los %(total)s compromisos ya terminaron") % count)
    if still_open == total:
        return kept_together(_("Los %(total)s compromisos siguen abiertos") % count)
    said = ngettext("%(open)s de %(total)s sigue abierto", "%(open)s de %(total)s siguen abiertos", still_open)
    return kept_together(said % count)


def timing(still_open: int, undated: int) -> str:
    """How many of those that are owed nobody can call late, since they have no date."""
    if not still_open:
        return _("Ningún compromiso abierto con reporte de miembros")
    if not undated:
        said = ngettext(
            "El único abierto tiene fecha de plazo", "Los %(open)s abiertos tienen fecha de plazo", still_open
        )
    elif undated == still_open:
        said = ngettext("El único abierto no tiene fecha", "Ninguno de los %(open)s abiertos tiene fecha", still_open)
    else:
        said = ngettext(
            "%(undated)s de los %(open)s abiertos no tiene fecha",
            "%(undated)s de los %(open)s abiertos no tienen fecha",
            undated,
        )
    return kept_together(said % {"open": thousands(still_open), "undated": thousands(undated)})


def overdue(still_open: int, dated: int, late: int, worst: int | None) -> str:
    """`worst`: days late of the one that waits longest."""
    if not still_open:
        return _("Nada abierto que pueda vencer")
    if not dated:
        return _("Sin fechas de plazo no se sabe qué está vencido")
    count = {"late": thousands(late), "dated": thousands(dated)}
    if not late:
        said = ngettext(
            "El único abierto con fecha no está vencido",
            "Ninguno de los %(dated)s abiertos con fecha está vencido",
            dated,
        )
        return kept_together(said % count)
    if late == dated:
        said = ngettext(
            "El único abierto con fecha está vencido", "Los %(dated)s abiertos con fecha están vencidos", dated
        )
    else:
        said = ngettext(
            "De %(dated)s abiertos con fecha, %(late)s está vencido",
            "De %(dated)s abiertos con fecha, %(late)s están vencidos",
            late,
        )
    return kept_together(_("%(said)s; %(worst)s") % {"said": said % count, "worst": worst_of(late, worst or 0)})


def worst_of(late: int, worst: int) -> str:
    days = ngettext("%(days)s día", "%(days)s días", worst) % {"days": thousands(worst)}
    return (_("hace %(days)s") if late == 1 else _("el peor, hace %(days)s")) % {"days": days}


def lacks(without_follow_up: int, total: int, without_deadline: int, deadlines: int) -> str:
    """The two gaps that alarms on dates would never show. `deadlines`: of how many it is known if there is one."""
    if not total:
        return _("Sin reportes de miembros no hay con qué comparar")
    if total == 1:
        if without_follow_up:
            return _("El único compromiso no tiene quien lo siga")
        return _("El único compromiso tiene quien lo siga")
    followed = how_many_followed(without_follow_up, total)
    if not deadlines:
        return kept_together(followed)
    none_stated = part_of(without_deadline, deadlines) if without_deadline else _("ninguno")
    said = _("%(followed)s; sin plazo, %(none_stated)s")
    return kept_together(said % {"followed": followed, "none_stated": none_stated})


def how_many_followed(without: int, total: int) -> str:
    if not without:
        return _("Todos los compromisos tienen quien los siga")
    if without == total:
        return _("Ninguno de los %(total)s compromisos tiene quien lo siga") % {"total": thousands(total)}
    said = ngettext("%(part)s no tiene quien lo siga", "%(part)s no tienen quien los siga", without)
    return said % {"part": part_of(without, total)}


def obligors(parties: Sequence[Named]) -> str:
    """Who owes most, which says nothing of how it keeps its word."""
    if not parties:
        return _("Ningún responsable principal que comparar")
    if len(parties) == 1:
        [(name, count)] = parties
        said = ngettext(
            "%(name)s es responsable de %(count)s compromiso", "%(name)s es responsable de %(count)s compromisos", count
        )
        return kept_together(said % {"name": name, "count": thousands(count)})
    said = _("%(count)s responsables principales") % {"count": thousands(len(parties))}
    return with_most(said, parties)


def sectors(groups: Sequence[Named]) -> str:
    if not groups:
        return _("Ningún sector que comparar")
    if len(groups) == 1:
        return _("Todo lo debe un solo sector: %(name)s") % {"name": groups[0][0].lower()}
    return with_most(_("%(count)s sectores deben") % {"count": thousands(len(groups))}, groups)


def themes(groups: Sequence[Named]) -> str:
    if not groups:
        return _("Ningún tema que comparar")
    if len(groups) == 1:
        return _("Todo es de un solo tema: %(name)s") % {"name": groups[0][0].lower()}
    return with_most(_("%(count)s temas") % {"count": thousands(len(groups))}, groups)


def mesas(groups: Sequence[Named]) -> str:
    if not groups:
        return _("Ninguna mesa que comparar")
    if len(groups) == 1:
        return _("Todo es de una sola mesa")
    return with_most(_("%(count)s mesas con reporte de miembros") % {"count": thousands(len(groups))}, groups)


def with_most(said: str, groups: Sequence[Named]) -> str:
    """The one with most compromisos is named, unless several share that place."""
    most = max(count for _name, count in groups)
    first = [name for name, count in groups if count == most]
    if len(first) > 1:
        return kept_together(said)
    return kept_together(
        _("%(said)s; más compromisos: %(name)s, %(count)s") % {"said": said, "name": first[0], "count": thousands(most)}
    )


def sources(count: int, given_as_done: int) -> str:
    """Counts, never shares: what a source tells is second-hand."""
    if not count:
        return _("Ningún compromiso se conoce solo por fuentes públicas")
    told = ngettext(
        "Las fuentes públicas cuentan %(count)s compromiso", "Las fuentes públicas cuentan %(count)s compromisos", count
    ) % {"count": thousands(count)}
    if not given_as_done:
        return kept_together(_("%(told)s y no dan ninguno por cumplido") % {"told": told})
    done = ngettext("dan %(count)s por cumplido", "dan %(count)s por cumplidos", given_as_done)
    return kept_together(_("%(told)s y %(done)s") % {"told": told, "done": done % {"count": thousands(given_as_done)}})
