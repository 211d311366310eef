from django.urls import path

from monitoring import views

urlpatterns = [
    path("salud/", views.health_page, name="health"),
]
