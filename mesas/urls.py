from django.urls import path

from mesas.views import files, publishing

urlpatterns = [
    path("documentos/<int:pk>/archivo/", files.document_file, name="document_file"),
    path("documentos/<int:pk>/publicar/", publishing.document_publish, name="document_publish"),
]
