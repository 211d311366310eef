"""Addresses of the pages about agreements and commitments."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from agreements.views import (
    breach,
    closings,
    dates,
    files,
    happenings,
    liftings,
    mine,
    periods,
    publishing,
    record,
    settlements,
    steps,
)
from agreements.views.closures import closure_list
from agreements.views.commitment import commitment
from agreements.views.commitments import commitment_list
from agreements.views.demands import demand_list
from agreements.views.documents import document_page
from agreements.views.notices import notice_list
from agreements.views.session_form import session_new
from agreements.views.sessions import session_list, session_page


class CodeConverter(StringConverter):
    """Letters, figures and dashes, as in ESP-2016-07 or CM-001. Anything else is no code and asks no database."""

    regex = r"[\w-]{1,40}"


register_converter(CodeConverter, "code")

urlpatterns = [
    path("compromisos/", commitment_list, name="commitment_list"),
    path("compromisos/<code:code>/", commitment, name="commitment"),
    path("avisos/", notice_list, name="notice_list"),
    path("compromisos/<code:code>/iniciar/", steps.commitment_begin, name="commitment_begin"),
    path("compromisos/<code:code>/declarar/", steps.commitment_claim, name="commitment_claim"),
    path("compromisos/<code:code>/veredicto/", steps.commitment_verdict, name="commitment_verdict"),
    path("compromisos/<code:code>/verificar/", steps.commitment_verify, name="commitment_verify"),
    path("compromisos/<code:code>/evidencia/", steps.commitment_evidence, name="commitment_evidence"),
    path("compromisos/<code:code>/reprogramar/", dates.commitment_reschedule, name="commitment_reschedule"),
    path(
        "compromisos/<code:code>/reprogramaciones/<int:pk>/aceptar/", dates.reschedule_answer, name="reschedule_answer"
    ),
    path("compromisos/<code:code>/fechar/", happenings.commitment_date_trigger, name="commitment_date_trigger"),
    path("compromisos/<code:code>/hitos/nuevo/", happenings.milestone_new, name="milestone_new"),
    path("compromisos/<code:code>/hitos/<int:number>/alcanzar/", happenings.milestone_reach, name="milestone_reach"),
    path("compromisos/<code:code>/periodos/<code:period>/declarar/", periods.period_claim, name="period_claim"),
    path("compromisos/<code:code>/periodos/<code:period>/veredicto/", periods.period_verdict, name="period_verdict"),
    path("compromisos/<code:code>/periodos/<code:period>/verificar/", periods.period_verify, name="period_verify"),
    path("compromisos/<code:code>/requerir/", breach.commitment_demand, name="commitment_demand"),
    path("compromisos/<code:code>/incumplimiento/", breach.commitment_breach, name="commitment_breach"),
    path("compromisos/<code:code>/descargo/", breach.commitment_reply, name="commitment_reply"),
    path(
        "compromisos/<code:code>/pedir-verificacion/", record.commitment_ask_to_verify, name="commitment_ask_to_verify"
    ),
    path("compromisos/<code:code>/corregir/", record.commitment_correct, name="commitment_correct"),
    path("compromisos/<code:code>/visibilidad/", record.commitment_visibility, name="commitment_visibility"),
    path("compromisos/<code:code>/cerrar/", closings.commitment_close, name="commitment_close"),
    path("compromisos/<code:code>/objetar/", liftings.commitment_object, name="commitment_object"),
    path("compromisos/<code:code>/reabrir/", liftings.commitment_reopen, name="commitment_reopen"),
    path("compromisos/<code:code>/resolver/", settlements.commitment_settle, name="commitment_settle"),
    path("cierres/", closure_list, name="closure_list"),
    path("evidencias/<int:pk>/", files.evidence, name="evidence"),
    path("evidencias/<int:pk>/publicar/", publishing.evidence_publish, name="evidence_publish"),
    path("evidencias/<int:pk>/retirar/", publishing.evidence_redact, name="evidence_redact"),
    path("mis-compromisos/", mine.my_commitments, name="my_commitments"),
    path("mesas/<slug:slug>/sesiones/nueva/", session_new, name="session_new"),
    path("sesiones/", session_list, name="session_list"),
    path("sesiones/<int:pk>/", session_page, name="session"),
    path("demandas/", demand_list, name="demand_list"),
    path("documentos/<int:pk>/", document_page, name="document"),
]
