from django.urls import path

from .views import inbox

app_name = "notices"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("<int:pk>/", inbox.open_matter, name="open"),
    path("acknowledge/", inbox.acknowledge_all, name="acknowledge_all"),
    path("<int:pk>/acknowledge/", inbox.acknowledge, name="acknowledge"),
    path("<int:pk>/snooze/", inbox.snooze, name="snooze"),
]
