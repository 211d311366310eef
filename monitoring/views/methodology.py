"""Can I trust this number?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.indicators.lacks import STUDY
from monitoring.showing.methodology import chapters, columns, grades, thresholds


@require_safe
def methodology(request: HttpRequest) -> HttpResponse:
    """`/metodologia/`: the sentence, formula and source of each figure, and what it leaves out."""
    context = {
        "chapters": chapters(),
        "thresholds": thresholds(),
        "grades": grades(),
        "columns": columns(),
        "study": STUDY,
    }
    return render(request, "monitoring/methodology.html", context)
