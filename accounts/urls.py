from allauth.account.views import account_inactive, login, password_change
from django.contrib.auth.decorators import login_required
from django.urls import path

from accounts import views

# The names are those by which allauth finds its own pages. There is no public sign-up.
urlpatterns = [
    path("", views.account, name="account"),
    path("entrar/", login, name="account_login"),
    path("salir/", views.SignOutView.as_view(), name="account_logout"),
    path("clave/", login_required(password_change), name="account_change_password"),
    path("inactiva/", account_inactive, name="account_inactive"),
]
