from django.urls import path

from .views import answering, hard, obstacles, places, requests, terms

app_name = "escalation"
urlpatterns = [
    path("", requests.request_list, name="list"),
    path("<int:pk>/", requests.request_page, name="request"),
    path("<int:pk>/amend/", requests.amend, name="amend"),
    path("<int:pk>/send/", requests.send, name="send"),
    path("<int:pk>/do-not-send/", requests.drop, name="drop"),
    path("<int:pk>/receive/", answering.receive, name="receive"),
    path("<int:pk>/answer/", answering.answer, name="answer"),
    path("<int:pk>/supply/", answering.supply, name="supply"),
    path("lists/", hard.hard_lists, name="hard_lists"),
    path("lists/begin/", hard.begin, name="list_begin"),
    path("lists/<int:pk>/", hard.hard_list, name="hard_list"),
    path("lists/<int:pk>/approve/", hard.approve, name="list_approve"),
    path("lists/<int:pk>/close/", hard.close, name="list_close"),
    path("lists/entries/<int:pk>/take-off/", hard.take_off, name="list_take_off"),
    path("of-finding/<int:pk>/list/", hard.put_finding, name="list_finding"),
    path("<int:pk>/list/", hard.put_request, name="list_request"),
    path("my-charges/", hard.mine, name="mine"),
    path("charges/<int:pk>/", hard.charges, name="charges"),
    path("where/", places.where, name="where"),
    path("long-standing/", places.long_standing, name="long"),
    path("terms/", terms.terms, name="terms"),
    path("terms/set/", terms.set_terms, name="set_terms"),
    path("terms/next/", terms.set_next, name="set_next"),
    path("obstacles/<int:pk>/", obstacles.obstacle, name="obstacle"),
    path("obstacles/<int:pk>/resolve/", obstacles.resolve, name="resolve"),
    path("obstacles/<int:pk>/confidentiality/", obstacles.reclassify, name="reclassify"),
    path("obstacles/<int:pk>/request/", requests.draft, name="draft"),
    path("of-action/<int:pk>/obstacle/", obstacles.raise_obstacle, name="raise"),
]
