"""Every component once, with invented data: what the tests of the look open in a browser."""

from datetime import date, datetime
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.template import engines
from django.utils import timezone

from conflicts.forms import PartialDateFormField
from conflicts.partial_dates import PartialDate

TODAY = date(2026, 11, 24)

PARTS = [
    {"text": "La empresa dice que cumplió", "is_answer": True, "source": "9 oct 2026, oficio 045"},
    {"text": "La comunidad dice: a medias", "is_answer": True, "source": "20 oct 2026, 2 fotos"},
    {"text": "Nadie más lo verificó"},
    {"text": "Venció hace 41\xa0días", "kind": "late"},
]

VOICES = [
    {
        "title": "Dice",
        "who": "Minera Cerro Claro",
        "level": 3,
        "word": "Completo, 3 de 3",
        "note": "Oficio 045 y 6 fotos.",
    },
    {
        "title": "Se ve",
        "who": "Comunidad campesina de San Antonio de Pampa Clara y anexos",
        "level": 2,
        "word": "A medias, 2 de 3",
        "note": "Llega agua a 51 de 84 casas.",
    },
    {"title": "Verificado", "who": "Un tercero independiente", "level": None, "word": "Sin verificar."},
    {"title": "Se ve", "who": "Comunidad de Alto Mirador", "level": 0, "word": "Nada, 0 de 3", "note": "No hay obra."},
]

LEDGER = [
    {"label": "Demandas planteadas", "value": 38},
    {"label": "Nunca llegaron a la agenda", "value": "− 7", "href": "/demandas/", "kind": "late"},
    {"label": "Tratadas", "value": 31, "role": "sum", "note": "en nueve sesiones"},
    {"label": "Convertidas en compromiso", "value": 17, "role": "total"},
]

FACTS = [
    {
        "label": "Responsable principal",
        "value": "Minera Cerro Claro",
        "href": "/actores/cerro-claro/",
        "note": "empresa",
    },
    {
        "label": "Encargado de seguimiento",
        "value": "Sin encargado",
        "kind": "wait",
        "note": "el acta no nombra a nadie",
    },
]

FIGURES = [
    {
        "label": "siguen abiertos",
        "numerator": 1042,
        "denominator": 1064,
        "href": "/compromisos/?estado=abierto",
        "definition": "19 cumplidos y 3 cerrados de otro modo.",
    },
    {
        "label": "con el plazo vencido",
        "numerator": 11,
        "denominator": 17,
        "of": "con plazo",
        "kind": "late",
        "href": "/compromisos/",
    },
    {
        "label": "declarados cumplidos",
        "value": "48\xa0%",
        "numerator": 31,
        "denominator": 64,
        "definition": "Lo dice quien debe.",
    },
    {"label": "a tiempo", "numerator": 0, "denominator": 0, "definition": "Nunca 0\xa0% si no hay de qué."},
]

BARS = [
    {"label": "1 a 30 días", "href": "/compromisos/?atraso=1-30", "count": 2},
    {"label": "31 a 90 días", "href": "/compromisos/?atraso=31-90", "count": 4},
    {"label": "Más de un año", "count": 0},
]

TABLE = {
    "caption": "Últimas sesiones",
    "heads": [{"label": "Sesión"}, {"label": "Lugar"}, {"label": "Compromisos", "is_number": True}, {"label": "Acta"}],
    "rows": [
        {
            "cells": [
                {"text": "9, 4 jun 2026", "href": "/sesiones/9/"},
                {"text": "Pampa Clara"},
                {"text": 6},
                {"text": "Sin firmar", "kind": "wait"},
            ]
        },
        {
            "cells": [
                {"text": "8, 7 may 2026", "href": "/sesiones/8/"},
                {"text": "Local comunal de Quebrada Honda, sector Bajo"},
                {"text": 8},
                {"text": "Firmada por 13 de 15"},
            ]
        },
    ],
}

MOVES = [
    {
        "on": date(2026, 5, 20),
        "text": "La comunidad dice: a medias.",
        "is_answer": True,
        "state": "En disputa",
        "kind": "clash",
    },
    {
        "on": PartialDate.month(2012, 6),
        "text": "Se firmó el acta",
        "href": "/documentos/1/",
        "note": "Lo registró la secretaría.",
    },
    {"when": "2019 a 2021", "text": "Mesa de desarrollo."},
]

ITEMS = [
    {
        "title": "Agua potable con 84 conexiones en Pampa Clara",
        "href": "/compromisos/EJEMPLO-01/",
        "parts": PARTS[:2],
        "state": "Venció hace 41\xa0días",
        "kind": "late",
        "action": "Pedir una verificación",
        "action_href": "/compromisos/EJEMPLO-01/verificar/",
        "is_pressing": True,
    },
    {
        "title": "Botiquín comunal equipado",
        "href": "/compromisos/EJEMPLO-02/",
        "text": "Pampa Clara no ha respondido.",
        "action": "Registrar su respuesta",
        "action_href": "/compromisos/EJEMPLO-02/veredicto/",
    },
]

SOURCES = [
    {
        "url": "https://nota.example/",
        "title": "Balance de la mesa de Espinar (junio de 2012 a diciembre de 2013), con las cifras de cada subgrupo",
        "get_kind_display": "Organización no gubernamental",
        "publisher": "Red de prueba",
    },
    {"url": "https://acta.example/", "title": "Acta", "get_kind_display": "Oficial", "publisher": ""},
]

EVIDENCE = [
    {
        "title": "De la empresa",
        "files": [{"label": "Oficio 045-2026", "href": "/evidencias/1/", "about": "PDF, 310 KB · 9 oct 2026"}],
    },
    {
        "title": "De la comunidad",
        "files": [
            {
                "label": "Pileta seca, sector Bajo",
                "href": "/evidencias/2/",
                "about": "foto, 140 KB · 18 oct 2026",
                "picture": "/static/img/favicon.svg",
                "width": 640,
                "height": 480,
                "acts": [{"label": "Original", "href": "/evidencias/2/?original=1"}],
            },
            {
                "label": "Nota de voz",
                "href": "/evidencias/4/",
                "about": "audio, 90 KB",
                "sound": "/evidencias/4/",
            },
            {"label": "Acta de asamblea comunal", "href": "/evidencias/3/", "about": "PDF, 420 KB · 20 oct 2026"},
        ],
    },
    {"title": "De un tercero", "files": []},
]

DOORS = [
    {
        "title": "Soy de una comunidad",
        "text": "Ver qué nos prometieron y decir si se cumplió.",
        "href": "/mis-compromisos/",
    },
    {"title": "Registro sesiones", "text": "Anotar la sesión mientras ocurre.", "href": "/mesas/"},
    {"title": "Quiero los datos", "text": "Descargar los datos abiertos.", "href": "/metodologia/"},
]

CHIPS = [
    {"label": "Mesa de ejemplo (ficticia)", "href": "/compromisos/?estado=abierto"},
    {"label": "Abiertos", "href": "/compromisos/"},
]

ORDERS = [
    {"label": "Más atrasados", "href": "?orden=atraso", "is_current": True},
    {"label": "Más recientes", "href": "?orden=movimiento"},
]

NEXT = [
    {"label": "Compartir por WhatsApp", "href": "/compartir/"},
    {"label": "Imprimir para la comunidad", "href": "/imprimir/"},
]


class SampleForm(forms.Form):
    """One field of each kind."""

    place = forms.CharField(label="Lugar", help_text="Una pista de una línea.")
    notice_on = forms.DateField(label="Recibió el aviso", widget=forms.DateInput(attrs={"type": "date"}))
    seen = PartialDateFormField(label="¿Cuándo lo vio?")
    mode = forms.ChoiceField(label="Modo", choices=[("presencial", "Presencial"), ("remota", "Remota")])
    came = forms.ChoiceField(
        label="Vino",
        widget=forms.RadioSelect,
        choices=[("si", "Sí"), ("no", "No"), ("nm", "No mostró")],
        help_text="Un toque.",
    )
    verdict = forms.ChoiceField(
        label="Su respuesta",
        widget=forms.RadioSelect,
        choices=[("3", "Sí"), ("2", "A medias"), ("0", "No"), ("x", "No pude ver")],
    )
    alerts = forms.MultipleChoiceField(
        label="Alertas",
        widget=forms.CheckboxSelectMultiple,
        choices=[("huerfano", "Huérfano"), ("estancado", "Estancado")],
        required=False,
    )
    term = forms.ChoiceField(
        label="Cómo se sabe el plazo",
        widget=forms.RadioSelect,
        choices=[("dice", "Lo dice el acta con su día, mes y año"), ("sin", "El acta no pone ningún plazo")],
    )
    note = forms.CharField(label="Nota", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    photo = forms.FileField(label="Foto o nota de voz", required=False, help_text="Si puede.")
    closed = forms.CharField(label="Sesión", disabled=True, required=False, initial="Sesión 6")
    agree = forms.BooleanField(label="El plazo es anterior a la sesión y así lo dice el acta")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


IMPOSSIBLE = {"seen_day": "31", "seen_month": "febrero", "seen_year": "2026"}


def wrong_form() -> SampleForm:
    return SampleForm({"place": "", "notice_on": "2026-02-31", "came": "quizá", "verdict": "2", **IMPOSSIBLE})


PAGE = Path(__file__).with_name("all.html").read_text(encoding="utf-8")


def context(form: forms.Form) -> dict:
    return {
        "on": TODAY,
        "moment": datetime(2026, 11, 24, 19, 32, tzinfo=timezone.get_fixed_timezone(0)),
        "trail": [
            {"label": "Mesas", "href": "/mesas/"},
            {"label": "Mesa de ejemplo (ficticia)", "href": "/m/"},
            {"label": "EJEMPLO-01"},
        ],
        "parts": PARTS,
        "voices": VOICES,
        "ledger": LEDGER,
        "facts": FACTS,
        "figures": FIGURES,
        "bars": BARS,
        "table": TABLE,
        "moves": MOVES,
        "items": ITEMS,
        "doors": DOORS,
        "evidence": EVIDENCE,
        "sources": SOURCES,
        "chips": CHIPS,
        "orders": ORDERS,
        "next": NEXT,
        "page": Paginator(range(1042), 25).page(4),
        "single": Paginator(range(3), 25).page(1),
        "query": QueryDict("estado=abierto&pagina=4&mesa=a&mesa=b"),
        "form": form,
    }


def page(form: forms.Form, request: HttpRequest) -> str:
    """The page of all components, as the reader of this request gets it."""
    return engines["django"].from_string(PAGE).render(context(form), request)
