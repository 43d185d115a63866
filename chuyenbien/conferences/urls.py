from __future__ import annotations

from django.urls import path

from .views import concluding, conference, coverage, directions, kit, pages, programme

app_name = "conferences"
urlpatterns = [
    path("", pages.calendar, name="calendar"),
    path("cycles/<int:pk>/coverage/", coverage.coverage, name="coverage"),
    path("<int:pk>/", pages.conference, name="conference"),
    path("dossiers/<int:pk>/call/", conference.schedule, name="schedule"),
    path("<int:pk>/move/", conference.move, name="move"),
    path("<int:pk>/cancel/", conference.cancel, name="cancel"),
    path("<int:pk>/attendance/", conference.attendance, name="attendance"),
    path("<int:pk>/minutes/", conference.minutes, name="minutes"),
    path("<int:pk>/held/", conference.held, name="held"),
    path("<int:pk>/order/", programme.order, name="order"),
    path("<int:pk>/opinions/add/", programme.add_opinion, name="add_opinion"),
    path("opinions/<int:pk>/answer/", programme.answer_opinion, name="answer_opinion"),
    path("<int:pk>/names/allow/", programme.allow_names, name="allow_names"),
    path("<int:pk>/names/", programme.names, name="names"),
    path("opinions/<int:pk>/speaker/", programme.name_speaker, name="name_speaker"),
    path("<int:pk>/copies/", kit.copies, name="copies"),
    path("<int:pk>/copies/issue/", kit.issue, name="issue_copies"),
    path("copies/<int:pk>/", kit.kit, name="kit"),
    path("copies/<int:pk>/back/", kit.take_back, name="take_back"),
    path("dossiers/<int:pk>/directions/add/", directions.record, name="record_direction"),
    path("directions/<int:pk>/explain/", directions.explain, name="explain_direction"),
    path("dossiers/<int:pk>/conclusion/", concluding.draft, name="draft"),
    path("conclusions/<int:pk>/", pages.conclusion, name="conclusion"),
    path("conclusions/<int:pk>/notice/", pages.notice, name="notice"),
    path("conclusions/<int:pk>/edit/", concluding.edit, name="edit"),
    path("conclusions/<int:pk>/lines/add/", concluding.add_line, name="add_line"),
    path("conclusions/<int:pk>/lines/settle/<int:finding_pk>/", concluding.settle, name="settle"),
    path("conclusions/<int:pk>/lines/<int:line_pk>/remove/", concluding.remove_line, name="remove_line"),
    path("conclusions/<int:pk>/issue/", concluding.issue, name="issue"),
    path("conclusions/<int:pk>/paper/", concluding.attach, name="attach"),
]
