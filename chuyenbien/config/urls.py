"""One line per room; each room keeps its own URLs."""

from django.urls import include, path

handler400 = "chuyenbien.core.errors.bad_request"
handler403 = "chuyenbien.core.errors.forbidden"
handler404 = "chuyenbien.core.errors.not_found"
handler500 = "chuyenbien.core.errors.server_error"

urlpatterns = [
    path("", include("chuyenbien.core.urls")),
    path("accounts/", include("chuyenbien.accounts.urls")),
    path("orgs/", include("chuyenbien.orgs.urls")),
    path("documents/", include("chuyenbien.documents.urls")),
    path("notices/", include("chuyenbien.notices.urls")),
    path("regulations/", include("chuyenbien.regulations.urls")),
    path("reviews/", include("chuyenbien.reviews.urls")),
    path("findings/", include("chuyenbien.findings.urls")),
    path("remediation/", include("chuyenbien.remediation.urls")),
    path("indicators/", include("chuyenbien.indicators.urls")),
    path("requests/", include("chuyenbien.escalation.urls")),
    path("verification/", include("chuyenbien.verification.urls")),
    path("conferences/", include("chuyenbien.conferences.urls")),
    path("ratings/", include("chuyenbien.ratings.urls")),
    path("self-reviews/", include("chuyenbien.selfreviews.urls")),
    path("preparing/", include("chuyenbien.preparing.urls")),
    path("", include("chuyenbien.followup.urls")),
    path("", include("chuyenbien.desk.urls")),
]
