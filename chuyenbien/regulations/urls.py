from django.urls import path

from . import views

app_name = "regulations"
urlpatterns = [
    path("", views.packs, name="packs"),
    path("<slug:key>/", views.pack, name="pack"),
]
