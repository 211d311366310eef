"""Addresses of the pages about agreements and commitments."""

from django.urls import path

from agreements.views import files, mine, steps
from agreements.views.commitment import commitment
from agreements.views.commitments import commitment_list
from agreements.views.notices import notice_list

urlpatterns = [
    path("compromisos/", commitment_list, name="commitment_list"),
    path("compromisos/<str:code>/", commitment, name="commitment"),
    path("avisos/", notice_list, name="notice_list"),
    path("compromisos/<str:code>/iniciar/", steps.commitment_begin, name="commitment_begin"),
    path("compromisos/<str:code>/declarar/", steps.commitment_claim, name="commitment_claim"),
    path("compromisos/<str:code>/veredicto/", steps.commitment_verdict, name="commitment_verdict"),
    path("compromisos/<str:code>/verificar/", steps.commitment_verify, name="commitment_verify"),
    path("compromisos/<str:code>/evidencia/", steps.commitment_evidence, name="commitment_evidence"),
    path("evidencias/<int:pk>/", files.evidence, name="evidence"),
    path("mis-compromisos/", mine.my_commitments, name="my_commitments"),
]
