from __future__ import annotations

from django.urls import path

from . import views

app_name = "reviews"
urlpatterns = [
    path("", views.cycles, name="cycles"),
    path("new/", views.open_cycle, name="open_cycle"),
    path("<int:pk>/", views.cycle, name="cycle"),
    path("<int:pk>/rules/", views.book, name="book"),
    path("<int:pk>/calendar/", views.milestones, name="milestones"),
    path("<int:pk>/bodies/", views.add_bodies, name="add_bodies"),
    path("<int:pk>/bodies/chosen/", views.add_chosen, name="add_chosen"),
    path("<int:pk>/close/", views.close_cycle, name="close_cycle"),
    path("<int:pk>/delegations/", views.delegations, name="delegations"),
    path("<int:pk>/delegations/new/", views.form_delegation, name="form_delegation"),
    path("delegations/<int:pk>/", views.delegation, name="delegation"),
    path("delegations/<int:pk>/members/", views.change_delegation, name="change_delegation"),
    path("delegations/<int:pk>/bodies/", views.assign, name="assign"),
    path("dossiers/<int:pk>/", views.dossier, name="dossier"),
    path("dossiers/<int:pk>/report/", views.report, name="report"),
    path("dossiers/<int:pk>/sections/<str:key>/", views.section, name="section"),
    path("dossiers/<int:pk>/suggestions/new/", views.draft_suggestion, name="draft_suggestion"),
    path("dossiers/<int:pk>/delegation/", views.release, name="release"),
    path("dossiers/<int:pk>/submit/", views.submit, name="submit"),
    path("dossiers/<int:pk>/comment/", views.comment, name="comment"),
    path("dossiers/<int:pk>/ask-more/", views.ask_more, name="ask_more"),
    path("dossiers/<int:pk>/override/", views.override, name="override"),
    path("dossiers/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("dossiers/<int:pk>/close/", views.close, name="close"),
    path("dossiers/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("dossiers/<int:pk>/confidentiality/", views.reclassify, name="reclassify"),
    path("suggestions/<int:pk>/", views.suggestion, name="suggestion"),
    path("suggestions/<int:pk>/edit/", views.edit_suggestion, name="edit_suggestion"),
    path("suggestions/<int:pk>/issue/", views.issue_suggestion, name="issue_suggestion"),
    path("suggestions/<int:pk>/confidentiality/", views.reclassify_suggestion, name="reclassify_suggestion"),
    path("points/<int:pk>/explain/", views.explain, name="explain"),
    path("explanations/<int:pk>/judge/", views.judge, name="judge"),
]
