from __future__ import annotations

from django.urls import path

from .views import concluding, conference, coverage, directions, pages

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
