from __future__ import annotations

from django.urls import path

from .views import actions, changes, pages, plans, progress

app_name = "remediation"
urlpatterns = [
    path("", pages.actions, name="list"),
    path("<int:pk>/", pages.action, name="action"),
    path("<int:pk>/edit/", actions.edit, name="edit"),
    path("<int:pk>/remove/", actions.remove, name="remove"),
    path("<int:pk>/issue/", actions.issue, name="issue"),
    path("<int:pk>/report/", progress.report, name="report"),
    path("<int:pk>/submit/", progress.submit, name="submit"),
    path("<int:pk>/take-back/", progress.take_back, name="take_back"),
    path("<int:pk>/extension/", changes.ask_extension, name="ask_extension"),
    path("<int:pk>/pause/", changes.pause, name="pause"),
    path("<int:pk>/resume/", changes.resume, name="resume"),
    path("<int:pk>/reassign/", changes.reassign, name="reassign"),
    path("<int:pk>/cancel/", changes.cancel, name="cancel"),
    path("<int:pk>/transfer/", changes.transfer, name="transfer"),
    path("<int:pk>/await/", changes.await_succession, name="await_succession"),
    path("<int:pk>/receipt/", changes.receipt, name="receipt"),
    path("progress/<int:pk>/correct/", progress.correct, name="correct"),
    path("progress/<int:pk>/withdraw/", progress.withdraw, name="withdraw_progress"),
    path("extensions/<int:pk>/decide/", changes.decide_extension, name="decide_extension"),
    path("findings/<int:pk>/add/", actions.add_to_finding, name="add_to_finding"),
    path("findings/<int:pk>/receipt/", changes.finding_receipt, name="finding_receipt"),
    path("findings/<int:pk>/unknown/", changes.finding_unknown, name="finding_unknown"),
    path("tasks/<int:pk>/add/", actions.add_to_task, name="add_to_task"),
    path("plans/", pages.plans, name="plans"),
    path("plans/<int:pk>/", pages.plan, name="plan"),
    path("plans/<int:pk>/print/", pages.plan_print, name="plan_print"),
    path("plans/<int:pk>/in-time/", pages.plan_in_time, name="plan_in_time"),
    path("plans/<int:pk>/edit/", plans.edit, name="plan_edit"),
    path("plans/<int:pk>/add/", actions.add, name="add"),
    path("plans/<int:pk>/issue/", plans.issue, name="plan_issue"),
    path("plans/<int:pk>/comment/", plans.comment, name="plan_comment"),
    path("plans/<int:pk>/ask-more/", plans.ask_more, name="plan_ask_more"),
    path("plans/<int:pk>/accept/", plans.accept, name="plan_accept"),
    path("dossiers/<int:pk>/plan/", plans.draft, name="plan_draft"),
    path("units/<int:pk>/plan/", plans.draft_for_unit, name="plan_draft_for_unit"),
]
