from django.urls import path

from mesas.views import files

urlpatterns = [
    path("documentos/<int:pk>/archivo/", files.document_file, name="document_file"),
]
