from __future__ import annotations

from django.urls import path

from . import views

app_name = "preparing"
urlpatterns = [
    path("", views.cycles, name="cycles"),
    path("cycles/<int:pk>/", views.cycle, name="cycle"),
    path("cycles/<int:pk>/signals/", views.signal_list, name="signals"),
    path("cycles/<int:pk>/preparers/new/", views.name, name="name"),
    path("cycles/<int:pk>/decide/", views.decide, name="decide"),
    path("preparers/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("decisions/<int:pk>/", views.decision, name="decision"),
    path("cycles/<int:pk>/rounds/new/", views.round_new, name="round_new"),
    path("rounds/<int:pk>/", views.round, name="round"),
    path("rounds/<int:pk>/settle/", views.settle, name="settle"),
    path("rounds/<int:pk>/tell/", views.tell, name="tell"),
    path("rounds/<int:pk>/confidentiality/", views.reclassify, name="reclassify"),
    path("asked/", views.asked, name="asked"),
    path("consultations/<int:pk>/", views.consultation, name="consultation"),
    path("consultations/<int:pk>/none/", views.answer_none, name="answer_none"),
    path("opinions/<int:pk>/answer/", views.answer, name="answer"),
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("bodies/<int:pk>/", views.body, name="body"),
    path("bodies/<int:pk>/<str:key>/", views.rows, name="rows"),
    path("bodies/<int:pk>/<str:key>/<int:row>/take/", views.take, name="take"),
]
