from __future__ import annotations

from django.urls import path

from .views import changing, pages, parts, prior, stating

app_name = "findings"
urlpatterns = [
    path("", pages.findings, name="list"),
    path("<int:pk>/", pages.finding, name="finding"),
    path("dossiers/<int:pk>/draft/", stating.draft, name="draft"),
    path("dossiers/<int:pk>/state/", stating.state, name="state"),
    path("dossiers/<int:pk>/carry/", prior.carry, name="carry"),
    path("dossiers/<int:pk>/prior/<int:finding_pk>/", prior.report, name="report_prior"),
    path("<int:pk>/edit/", changing.edit, name="edit"),
    path("<int:pk>/adopt/", changing.adopt, name="adopt"),
    path("<int:pk>/send-up/", changing.send_up, name="send_up"),
    path("<int:pk>/amend/", changing.amend, name="amend"),
    path("<int:pk>/withdraw/", changing.withdraw, name="withdraw"),
    path("<int:pk>/confidentiality/", changing.reclassify, name="reclassify"),
    path("<int:pk>/promise/", prior.promise, name="promise"),
    path("<int:pk>/causes/add/", parts.add_cause, name="add_cause"),
    path("<int:pk>/causes/<int:cause_pk>/remove/", parts.remove_cause, name="remove_cause"),
    path("<int:pk>/responsible/", parts.responsible, name="responsible"),
    path("<int:pk>/responsible/<int:person_pk>/", parts.responsible, name="responsible_of"),
    path("<int:pk>/responsible/<int:person_pk>/drop/", parts.drop_responsible, name="drop_responsible"),
]
