from django.urls import path

from .views import correcting, digests, drafts, ladders, running
from .views import meetings as views

app_name = "followup"
urlpatterns = [
    path("meetings/", views.meeting_list, name="list"),
    path("meetings/new/", views.meeting_new, name="new"),
    path("meetings/on-paper/", views.meeting_on_paper, name="on_paper"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/print/", views.meeting_print, name="print"),
    path("meetings/<int:pk>/conclusion/", views.conclusion, name="conclusion"),
    path("meetings/<int:pk>/refresh/", views.refresh, name="refresh"),
    path("meetings/<int:pk>/add/", views.add, name="add"),
    path("meetings/<int:pk>/expected/", views.expect, name="expect"),
    path("meetings/<int:pk>/attendance/", views.attendance, name="attendance"),
    path("meetings/<int:pk>/change/", correcting.change, name="change"),
    path("meetings/<int:pk>/hold/", views.hold, name="hold"),
    path("meetings/items/<int:pk>/move/", views.move, name="move"),
    path("meetings/<int:pk>/run/", running.run, name="run"),
    path("meetings/<int:pk>/run/<int:item_pk>/", running.run_item, name="run_item"),
    path("meetings/items/<int:pk>/decide/", running.decide, name="decide"),
    path("meetings/items/<int:pk>/correct/", correcting.correct, name="correct"),
    path("follow-up/ladders/", ladders.ladder_list, name="ladders"),
    path("follow-up/ladders/new/", ladders.ladder_new, name="ladder_new"),
    path("follow-up/ladders/example/", ladders.example_ladder, name="ladder_example"),
    path("follow-up/ladders/<int:pk>/", ladders.ladder, name="ladder"),
    path("follow-up/ladders/<int:pk>/edit/", ladders.ladder_edit, name="ladder_edit"),
    path("follow-up/ladders/<int:pk>/adopt/", ladders.adopt, name="ladder_adopt"),
    path("follow-up/ladders/<int:pk>/retire/", ladders.retire, name="ladder_retire"),
    path("follow-up/ladders/<int:pk>/preview/", ladders.preview, name="ladder_preview"),
    path("follow-up/drafts/", drafts.draft_list, name="drafts"),
    path("follow-up/drafts/<int:pk>/", drafts.draft, name="draft"),
    path("follow-up/drafts/<int:pk>/print/", drafts.draft_print, name="draft_print"),
    path("follow-up/drafts/<int:pk>/edit/", drafts.edit, name="draft_edit"),
    path("follow-up/drafts/<int:pk>/send/", drafts.send, name="draft_send"),
    path("follow-up/drafts/<int:pk>/drop/", drafts.drop, name="draft_drop"),
    path("follow-up/week/", digests.digests, name="digests"),
    path("follow-up/week/<int:pk>/", digests.digest_of, name="digest"),
]
