from django.urls import path

from .views import calendars, inbox, settings

app_name = "notices"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("<int:pk>/", inbox.open_matter, name="open"),
    path("acknowledge/", inbox.acknowledge_all, name="acknowledge_all"),
    path("<int:pk>/acknowledge/", inbox.acknowledge, name="acknowledge"),
    path("<int:pk>/snooze/", inbox.snooze, name="snooze"),
    path("settings/", settings.settings_page, name="settings"),
    path("settings/mail/", settings.preference, name="preference"),
    path("settings/absences/new/", settings.absence, name="absence"),
    path("settings/absences/<int:pk>/end/", settings.end_absence, name="end_absence"),
    path("settings/calendars/new/", settings.feed, name="feed"),
    path("settings/calendars/<int:pk>/revoke/", settings.revoke_feed, name="revoke_feed"),
    path("mail/", settings.mail, name="mail"),
    path("calendars/<str:token>.ics", calendars.calendar, name="calendar"),
    path("matters/<str:code>/", calendars.matter, name="matter"),
]
