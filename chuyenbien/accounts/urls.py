from __future__ import annotations

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.login, name="login"),
    path("sign-out/", views.logout, name="logout"),
    path("resume/", views.resume, name="resume"),
    path("resume/discard/", views.discard, name="discard"),
    path("language/", views.language, name="language"),
    path("reset/", views.ask_reset, name="ask_reset"),
    path("reset/asked/", views.reset_asked, name="reset_asked"),
    path("reset/<str:uid>/<str:token>/", views.reset, name="reset"),
    path("me/", views.profile, name="profile"),
    path("me/password/", views.change_password, name="change_password"),
    path("me/email/", views.change_email, name="change_email"),
    path("me/sessions/<int:pk>/end/", views.end_session, name="end_session"),
    path("me/sessions/end-others/", views.end_other_sessions, name="end_other_sessions"),
]
