from django.urls import path

from .views import figures, home, journal, search

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("overview/", home.overview, name="overview"),
    path("office/", home.office, name="office"),
    path("my-work/", home.my_work, name="my_work"),
    path("delegation/", home.delegation, name="delegation"),
    path("figures/", figures.figures, name="figures"),
    path("figures/limitations/", figures.figures_findings, name="figures_findings"),
    path("figures/people/<int:pk>/", figures.figures_of_person, name="figures_of_person"),
    path("calendar/", figures.unit_calendar, name="calendar"),
    path("search/", search.search, name="search"),
    path("journal/", journal.events, name="journal"),
    path("journal/<int:seq>/", journal.event, name="event"),
    path("journal/<int:seq>/redact/", journal.ask_redaction, name="ask_redaction"),
    path("journal/redactions/<int:pk>/", journal.carry_out_redaction, name="carry_out_redaction"),
]
