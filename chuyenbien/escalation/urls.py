from django.urls import path

from . import views

app_name = "escalation"
urlpatterns = [
    path("", views.request_list, name="list"),
    path("<int:pk>/", views.request_page, name="request"),
    path("<int:pk>/amend/", views.amend, name="amend"),
    path("<int:pk>/send/", views.send, name="send"),
    path("<int:pk>/receive/", views.receive, name="receive"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("obstacles/<int:pk>/", views.obstacle, name="obstacle"),
    path("obstacles/<int:pk>/resolve/", views.resolve, name="resolve"),
    path("obstacles/<int:pk>/confidentiality/", views.reclassify, name="reclassify"),
    path("obstacles/<int:pk>/request/", views.draft, name="draft"),
    path("of-action/<int:pk>/obstacle/", views.raise_obstacle, name="raise"),
]
