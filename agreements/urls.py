"""Addresses of the pages about agreements and commitments."""

from django.urls import path

from agreements.views.commitment import commitment
from agreements.views.commitments import commitment_list
from agreements.views.notices import notice_list

urlpatterns = [
    path("compromisos/", commitment_list, name="commitment_list"),
    path("compromisos/<str:code>/", commitment, name="commitment"),
    path("avisos/", notice_list, name="notice_list"),
]
