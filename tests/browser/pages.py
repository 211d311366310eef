"""Every address of the project, and as whom and how its page is looked at. Read by test_every_page.py.

An address without a row fails there, so a new page is looked at from its first day. The data are the real cases and
the example; the readers its demo accounts, and "visitor", who is signed out. Where a page is the same for several of
them, one looks.
"""

import datetime

from accounts.models import User
from agreements.choices import AssessmentKind, Duty, EvidenceKind, RescheduleReason, State
from agreements.models import Assessment, Commitment, Evidence, Occurrence, Reschedule
from agreements.services.reschedules import ask_reschedule
from conflicts.models import Party
from mesas.models import Document, Session

#: Hands out a file or a line for machines.
NO_PAGE = frozenset({"salud/", "documentos/<pk>/archivo/", "evidencias/<pk>/"})

#: Promises of the example of which each shows something else.
STANDING_DIFFERENTLY = [
    "02",
    "04",
    "07",
    "08",
    "10",
    "11",
    "14",
    "15",
    "17",
    "18",
    "19",
    "23",
    "24",
    "25",
    "31",
    "35",
    "38",
]

PAGES = {
    "": ["visitor /", "comunidad /", "registrador /"],
    "tablero/": [
        "visitor /tablero/",
        "visitor /tablero/?conflicto=ejemplo",
        "visitor /tablero/?responsable=nadie&lado=x",
        "coordinadora /tablero/",
    ],
    "conflictos/": ["visitor /conflictos/", "visitor /conflictos/?q=zzz", "coordinadora /conflictos/"],
    "conflictos/<slug>/": [
        "visitor /conflictos/espinar/",
        "visitor /conflictos/bambas/",
        "coordinadora /conflictos/ejemplo/",
    ],
    "mesas/": ["visitor /mesas/", "visitor /mesas/?q=zzz", "coordinadora /mesas/"],
    "mesas/<slug>/": [
        "visitor /mesas/esp-2012/",
        "visitor /mesas/ejemplo/",
        "registrador /mesas/ejemplo/",
        "admin /mesas/ejemplo/",
        "visitor /mesas/ejemplo-a/",
        "coordinadora /mesas/ejemplo-b/",
    ],
    "mesas/<slug>/sesiones/nueva/": ["registrador /mesas/ejemplo/sesiones/nueva/"],
    "alertas/": [
        *(f"{who} /alertas/" for who in ("coordinadora", "comunidad", "entidad", "verificadora", "ajena")),
        "coordinadora /alertas/?grupo=muy-vencido",
    ],
    "sin-quien-pregunte/": [
        "visitor /sin-quien-pregunte/",
        "visitor /sin-quien-pregunte/?conflicto=ejemplo",
        "coordinadora /sin-quien-pregunte/?conflicto=ejemplo&tipo=despues",
    ],
    "actores/": ["visitor /actores/", "visitor /actores/?q=zzz"],
    "actores/<slug>/": [
        "visitor /actores/mmg/",
        "visitor /actores/minera-cerro-claro-ficticia/",
        "comunidad /actores/pampa-clara-ficticia/",
    ],
    "acerca/": ["visitor /acerca/"],
    "metodologia/": ["visitor /metodologia/"],
    "compromisos/": [
        "visitor /compromisos/",
        "visitor /compromisos/?mesa=ejemplo&pagina=2&orden=codigo",
        "visitor /compromisos/?q=zzz",
        "visitor /compromisos/?estado=nada",
        "comunidad /compromisos/",
    ],
    "compromisos/<code>/": [
        "visitor /compromisos/{told}/",
        *(f"visitor /compromisos/EJEMPLO-{number:02}/" for number in STANDING_DIFFERENTLY),
        "comunidad /compromisos/EJEMPLO-04/",
        "comunidad /compromisos/EJEMPLO-31/",
        "coordinadora /compromisos/EJEMPLO-10/",
        "coordinadora /compromisos/EJEMPLO-31/",
        "entidad /compromisos/EJEMPLO-14/",
        "verificadora /compromisos/EJEMPLO-24/",
        "coordinadora /compromisos/EJEMPLO-34/",
        "admin /compromisos/EJEMPLO-06/",
    ],
    "compromisos/<code>/iniciar/": ["entidad /compromisos/EJEMPLO-12/iniciar/"],
    "compromisos/<code>/declarar/": [
        "entidad /compromisos/EJEMPLO-10/declarar/",
        "coordinadora /compromisos/EJEMPLO-10/declarar/",
    ],
    "compromisos/<code>/veredicto/": [
        "comunidad /compromisos/EJEMPLO-02/veredicto/?respuesta=a-medias",
        "comunidad /compromisos/EJEMPLO-04/veredicto/?recibo={answer}",
        "coordinadora /compromisos/EJEMPLO-02/veredicto/",
    ],
    "compromisos/<code>/verificar/": ["verificadora /compromisos/EJEMPLO-24/verificar/"],
    "compromisos/<code>/evidencia/": [
        "comunidad /compromisos/EJEMPLO-02/evidencia/",
        "registrador /compromisos/EJEMPLO-02/evidencia/",
    ],
    "compromisos/<code>/reprogramar/": [
        "entidad /compromisos/EJEMPLO-12/reprogramar/",
        "coordinadora /compromisos/EJEMPLO-22/reprogramar/",
    ],
    "compromisos/<code>/reprogramaciones/<pk>/aceptar/": [
        "comunidad /compromisos/EJEMPLO-12/reprogramaciones/{asked}/aceptar/",
        "registrador /compromisos/EJEMPLO-12/reprogramaciones/{asked}/aceptar/",
    ],
    "compromisos/<code>/fechar/": [
        "coordinadora /compromisos/EJEMPLO-26/fechar/",
        "comunidad /compromisos/EJEMPLO-26/fechar/",
        "verificadora /compromisos/EJEMPLO-26/fechar/",
    ],
    "compromisos/<code>/hitos/nuevo/": [
        "coordinadora /compromisos/EJEMPLO-10/hitos/nuevo/",
        "entidad /compromisos/EJEMPLO-12/hitos/nuevo/",
    ],
    "compromisos/<code>/hitos/<number>/alcanzar/": [
        "coordinadora /compromisos/EJEMPLO-10/hitos/2/alcanzar/",
        "verificadora /compromisos/EJEMPLO-10/hitos/3/alcanzar/",
    ],
    "compromisos/<code>/periodos/<period>/declarar/": [
        "coordinadora /compromisos/EJEMPLO-31/periodos/{period}/declarar/"
    ],
    "compromisos/<code>/periodos/<period>/veredicto/": [
        "comunidad /compromisos/EJEMPLO-31/periodos/{period}/veredicto/",
        "coordinadora /compromisos/EJEMPLO-31/periodos/{period}/veredicto/",
    ],
    "compromisos/<code>/periodos/<period>/verificar/": [
        "verificadora /compromisos/EJEMPLO-31/periodos/{period}/verificar/"
    ],
    "compromisos/<code>/requerir/": [
        "comunidad /compromisos/EJEMPLO-11/requerir/",
        "registrador /compromisos/EJEMPLO-11/requerir/",
    ],
    "compromisos/<code>/incumplimiento/": [
        "verificadora /compromisos/EJEMPLO-21/incumplimiento/",
        "verificadora /compromisos/EJEMPLO-11/incumplimiento/",
    ],
    "compromisos/<code>/descargo/": [
        "entidad /compromisos/EJEMPLO-21/descargo/",
        "coordinadora /compromisos/EJEMPLO-21/descargo/",
    ],
    "compromisos/<code>/pedir-verificacion/": ["comunidad /compromisos/EJEMPLO-11/pedir-verificacion/"],
    "compromisos/<code>/corregir/": ["coordinadora /compromisos/EJEMPLO-11/corregir/"],
    "compromisos/<code>/visibilidad/": ["coordinadora /compromisos/EJEMPLO-11/visibilidad/"],
    "compromisos/<code>/cerrar/": [
        "coordinadora /compromisos/EJEMPLO-22/cerrar/",
        "coordinadora /compromisos/EJEMPLO-12/cerrar/?forma=retirado",
        "coordinadora /compromisos/EJEMPLO-22/cerrar/?forma=cerrado-sin-cumplimiento",
        "coordinadora /compromisos/EJEMPLO-22/cerrar/?forma=reemplazado",
        "coordinadora /compromisos/EJEMPLO-22/cerrar/?forma=reemplazado&por=EJEMPLO-36&tambien=EJEMPLO-38",
    ],
    "compromisos/<code>/objetar/": ["comunidad /compromisos/EJEMPLO-12/objetar/"],
    "compromisos/<code>/reabrir/": ["coordinadora /compromisos/EJEMPLO-12/reabrir/"],
    "compromisos/<code>/resolver/": [
        "coordinadora /compromisos/EJEMPLO-16/resolver/",
        "coordinadora /compromisos/EJEMPLO-16/resolver/?por=verificador",
    ],
    "cierres/": ["visitor /cierres/", "visitor /cierres/?mesa=ejemplo", "coordinadora /cierres/?q=zzz"],
    "evidencias/<pk>/publicar/": [
        "registrador /evidencias/{unpublished}/publicar/",
        "coordinadora /evidencias/{published}/publicar/",
    ],
    "evidencias/<pk>/retirar/": ["coordinadora /evidencias/{published}/retirar/"],
    "mis-compromisos/": [f"{who} /mis-compromisos/" for who in ("comunidad", "entidad", "registrador", "ajena")]
    + ["comunidad /mis-compromisos/?hoja"],
    "avisos/": [
        "comunidad /avisos/",
        "coordinadora /avisos/?pagina=2",
        "coordinadora /avisos/?tipo=veredicto",
        "ajena /avisos/",
    ],
    "sesiones/": ["visitor /sesiones/", "visitor /sesiones/?agenda=no", "visitor /sesiones/?q=zzz"],
    "sesiones/<pk>/": [
        "visitor /sesiones/{told_session}/",
        "visitor /sesiones/{session}/",
        "registrador /sesiones/{session}/",
        "registrador /sesiones/{failed}/",
    ],
    "documentos/<pk>/": ["visitor /documentos/{told_paper}/", "registrador /documentos/{paper}/"],
    "documentos/<pk>/publicar/": ["registrador /documentos/{paper}/publicar/"],
    "demandas/": ["visitor /demandas/", "coordinadora /demandas/?mesa=ejemplo", "visitor /demandas/?q=zzz"],
    "cuenta/": ["comunidad /cuenta/", "admin /cuenta/"],
    "cuenta/entrar/": ["visitor /cuenta/entrar/?next=/avisos/"],
    "cuenta/salir/": ["comunidad /cuenta/salir/"],
    "cuenta/clave/": ["comunidad /cuenta/clave/"],
    "cuenta/inactiva/": ["visitor /cuenta/inactiva/"],
}


def named() -> dict[str, str | int]:
    """What stands in braces above."""
    example = Session.objects.filter(mesa__code="EJEMPLO")
    acta = Document.objects.filter(mesa__code="EJEMPLO", sessions__isnull=False).latest("pk")
    answer = Assessment.objects.filter(commitment__code="EJEMPLO-04", kind=AssessmentKind.VERDICT)
    shown = Evidence.objects.filter(commitment__mesa__code="EJEMPLO", redacted_at=None, kind=EvidenceKind.PHOTO)
    told = Session.objects.exclude(mesa__code="EJEMPLO")
    return {
        "told": "ESP-2016-01",
        "session": example.filter(held="realizada").latest("pk").pk,
        "failed": example.filter(held="fallida").latest("pk").pk,
        "told_session": told.latest("pk").pk,
        "told_paper": Document.objects.exclude(mesa__code="EJEMPLO").latest("pk").pk,
        "paper": acta.pk,
        "answer": answer.get(recorded_by__username="comunidad").pk,
        "asked": asked().pk,
        "period": Occurrence.objects.filter(commitment__code="EJEMPLO-31", state=State.PENDING)
        .earliest("due_on")
        .period,
        "published": shown.exclude(published_at=None).latest("pk").pk,
        "unpublished": shown.filter(published_at=None).latest("pk").pk,
    }


def asked() -> Reschedule:
    """Another date that nobody has answered yet."""
    commitment = Commitment.objects.get(code="EJEMPLO-12")
    known = Reschedule.objects.filter(commitment=commitment, is_unilateral=True).first()
    return known or ask_reschedule(
        commitment,
        party=Party.objects.get(duties__commitment=commitment, duties__duty=Duty.LEAD),
        by=User.objects.get(username="entidad"),
        reason=RescheduleReason.MORE_TIME,
        new_due=commitment.due.earliest + datetime.timedelta(days=90),
    )


def by_reader() -> dict[str, list[str]]:
    """Addresses for each reader, as the table gives them."""
    found: dict[str, list[str]] = {}
    for rows in PAGES.values():
        for row in rows:
            who, _space, path = row.partition(" ")
            found.setdefault(who, []).append(path)
    return found
