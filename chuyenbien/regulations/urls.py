from django.urls import path

from . import views

app_name = "regulations"
urlpatterns = [
    path("", views.packs, name="packs"),
    path("compare/", views.compare, name="compare"),
    path("packs/<slug:key>/", views.pack, name="pack"),
    path("packs/<slug:key>/points/<slug:point>/", views.decide, name="decide"),
]
