from __future__ import annotations

from django.urls import path

from . import views

app_name = "ratings"
urlpatterns = [
    path("", views.cycles, name="cycles"),
    path("cycles/<int:pk>/", views.cycle, name="cycle"),
    path("cycles/<int:pk>/open/", views.open_all, name="open_all"),
    path("cycles/<int:pk>/people/", views.open_people, name="open_people"),
    path("cycles/<int:pk>/publish/", views.publish_cycle, name="publish_cycle"),
    path("cycles/<int:pk>/quota/", views.quota, name="quota"),
    path("cycles/<int:pk>/quota/decide/", views.quota_decide, name="quota_decide"),
    path("cycles/<int:pk>/points/", views.points, name="points"),
    path("cycles/<int:pk>/points/<str:key>/", views.decide_point, name="decide_point"),
    path("dossiers/<int:pk>/people/new/", views.open_person, name="open_person"),
    path("<int:pk>/", views.rating, name="rating"),
    path("<int:pk>/tasks/", views.tasks, name="tasks"),
    path("<int:pk>/earlier/", views.prior, name="prior"),
    path("<int:pk>/under/<str:key>/", views.under, name="under"),
    path("<int:pk>/list/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/list/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/facts/new/", views.enter_fact, name="enter_fact"),
    path("<int:pk>/group/", views.group, name="group"),
    path("<int:pk>/self/", views.assess_self, name="assess_self"),
    path("<int:pk>/appraise/", views.appraise, name="appraise"),
    path("<int:pk>/ballots/", views.count_ballots, name="count_ballots"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/notify/", views.notify, name="notify"),
    path("<int:pk>/petition/", views.petition, name="petition"),
    path("petitions/<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/confidentiality/", views.reclassify, name="reclassify"),
]
