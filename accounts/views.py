"""One's own account: signing out, and the page where language and password are changed."""

from allauth.account.views import LogoutView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import LanguageForm
from accounts.services import set_language


class SignOutView(LogoutView):
    """Asks first, since what was typed and not sent is kept on this device and goes with the person."""

    def post(self, *args, **kwargs) -> HttpResponse:
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """What one may change about oneself."""
    form = LanguageForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.submit(set_language, request.user, by=request.user):
        messages.success(request, _("Las páginas se mostrarán en el idioma que eligió."))
        return redirect("account")
    return render(request, "accounts/account.html", {"form": form}, status=form.status)
