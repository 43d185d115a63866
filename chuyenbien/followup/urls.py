from django.urls import path

from . import views

app_name = "followup"
urlpatterns = [
    path("", views.meeting_list, name="list"),
    path("new/", views.meeting_new, name="new"),
    path("<int:pk>/", views.meeting, name="meeting"),
    path("<int:pk>/print/", views.meeting_print, name="print"),
    path("<int:pk>/refresh/", views.refresh, name="refresh"),
    path("<int:pk>/add/", views.add, name="add"),
    path("<int:pk>/attendance/", views.attendance, name="attendance"),
    path("<int:pk>/hold/", views.hold, name="hold"),
    path("items/<int:pk>/decide/", views.decide, name="decide"),
]
