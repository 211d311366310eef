from django.urls import path

from monitoring import views

urlpatterns = [
    path("", views.home, name="home"),
    path("tablero/", views.dashboard, name="dashboard"),
    path("conflictos/", views.conflict_list, name="conflict_list"),
    path("conflictos/<slug:slug>/", views.conflict, name="conflict"),
    path("mesas/", views.mesa_list, name="mesa_list"),
    path("mesas/<slug:slug>/", views.mesa, name="mesa"),
    path("actores/", views.party_list, name="party_list"),
    path("actores/<slug:slug>/", views.party, name="party"),
    path("alertas/", views.alerts, name="alerts"),
    path("sin-quien-pregunte/", views.uncovered, name="uncovered"),
    path("acerca/", views.about, name="about"),
    path("metodologia/", views.methodology, name="methodology"),
    path("salud/", views.health_page, name="health"),
]
