from __future__ import annotations

from django.urls import path

from .views import calendar, codes, people, roles, units

app_name = "orgs"
urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/tree/", units.tree, name="tree"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/correct/", units.unit_correct, name="unit_correct"),
    path("units/<int:pk>/rename/", units.unit_rename, name="unit_rename"),
    path("units/<int:pk>/place/", units.unit_link, name="unit_link"),
    path("units/<int:pk>/end/", units.unit_close, name="unit_close"),
    path("units/<int:pk>/posts/new/", units.post_add, name="post_add"),
    path("units/<int:pk>/roles/new/", roles.role_in_unit, name="role_in_unit"),
    path("units/<int:pk>/charges/new/", roles.charge_add, name="charge_add"),
    path("places/<int:pk>/end/", units.unlink, name="unlink"),
    path("posts/<int:pk>/end/", units.post_end, name="post_end"),
    path("charges/<int:pk>/end/", roles.charge_end, name="charge_end"),
    path("roles/<int:pk>/end/", roles.role_end, name="role_end"),
    path("inspections/<int:pk>/end/", roles.inspection_end, name="inspection_end"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/correct/", people.person_correct, name="person_correct"),
    path("people/<int:pk>/leave/", people.person_leave, name="person_leave"),
    path("people/<int:pk>/return/", people.person_return, name="person_return"),
    path("people/<int:pk>/account/", people.account_open, name="account_open"),
    path("people/<int:pk>/account/end/", people.account_end, name="account_end"),
    path("people/<int:pk>/account/restore/", people.account_restore, name="account_restore"),
    path("people/<int:pk>/account/link/", people.reset_link, name="reset_link"),
    path("people/<int:pk>/roles/new/", roles.role_for_person, name="role_for_person"),
    path("people/<int:pk>/inspections/new/", roles.inspection_grant, name="inspection_grant"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/new/", calendar.day_new, name="day_new"),
    path("calendar/<int:pk>/", calendar.day_edit, name="day_edit"),
    path("calendar/<int:pk>/remove/", calendar.day_remove, name="day_remove"),
    path("codes/", codes.codes, name="codes"),
    path("codes/<slug:list>/", codes.codes, name="codes_of"),
    path("codes/<slug:list>/new/", codes.code_new, name="code_new"),
    path("codes/entries/<int:pk>/", codes.code_edit, name="code_edit"),
]
