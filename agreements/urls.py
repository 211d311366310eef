from django.urls import path

from agreements.views.commitment import commitment
from agreements.views.commitments import commitment_list

urlpatterns = [
    path("compromisos/", commitment_list, name="commitment_list"),
    path("compromisos/<str:code>/", commitment, name="commitment"),
]
