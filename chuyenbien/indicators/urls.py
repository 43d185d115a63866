from django.urls import path

from . import views

app_name = "indicators"
urlpatterns = [
    path("", views.indicator_list, name="list"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.indicator, name="indicator"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/confidentiality/", views.reclassify, name="reclassify"),
    path("<int:pk>/measure/", views.measure, name="measure"),
    path("values/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("of-finding/<int:pk>/new/", views.create_of_finding, name="create_of_finding"),
    path("of-finding/<int:pk>/condition/", views.condition, name="condition"),
    path("conditions/<int:pk>/remove/", views.remove_condition, name="remove_condition"),
]
