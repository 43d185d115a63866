from __future__ import annotations

from django.urls import path

from . import views

app_name = "selfreviews"
# What stands under "list" is for who keeps the list, too; nothing of what is written is shown there.
urlpatterns = [
    path("", views.mine, name="mine"),
    path("bodies/", views.bodies, name="bodies"),
    path("dossiers/<int:pk>/", views.of_dossier, name="of_dossier"),
    path("dossiers/<int:pk>/new/", views.open_for, name="open"),
    path("list/<int:pk>/blank/", views.blank, name="blank"),
    path("list/<int:pk>/on-paper/", views.on_paper, name="on_paper"),
    path("list/<int:pk>/confidentiality/", views.reclassify, name="reclassify"),
    path("list/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/", views.self_review, name="self_review"),
    path("<int:pk>/print/", views.printed, name="print"),
    path("<int:pk>/scan/", views.scan, name="scan"),
    path("<int:pk>/papers/<str:key>/file/", views.paper_file, name="paper_file"),
    path("<int:pk>/sections/<str:key>/", views.section, name="section"),
    path("<int:pk>/commitments/", views.commitments, name="commitments"),
    path("<int:pk>/papers/<str:key>/", views.paper, name="paper"),
    path("<int:pk>/bring-in/", views.bring_in, name="bring_in"),
    path("<int:pk>/hand-in/", views.hand_in, name="hand_in"),
    path("<int:pk>/return/", views.give_back, name="return"),
    path("earlier/<int:pk>/", views.answer, name="answer"),
]
