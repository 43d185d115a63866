from __future__ import annotations

from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("", views.documents, name="documents"),
    path("new/", views.register, name="register"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/files/", views.attach, name="attach"),
    path("<int:pk>/tasks/new/", views.task_new, name="task_new"),
    path("<int:pk>/confidentiality/", views.reclassify, name="reclassify"),
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/confidentiality/", views.task_reclassify, name="task_reclassify"),
    path("files/<int:pk>/", views.file, name="file"),
]
