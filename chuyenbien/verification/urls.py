from django.urls import path

from . import views

app_name = "verification"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("submissions/<int:pk>/", views.judge, name="judge"),
    path("of-action/<int:pk>/exception/", views.except_independence, name="except_independence"),
    path("of-finding/<int:pk>/", views.closing, name="closing"),
    path("of-finding/<int:pk>/close/", views.close, name="close"),
    path("of-finding/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("of-finding/<int:pk>/exception/", views.ask_exception, name="ask_exception"),
    path("exceptions/<int:pk>/decide/", views.decide_exception, name="decide_exception"),
]
