"""Addresses of pages."""

from django.conf import settings as django_settings
from django.urls import path

from trigpoint.web import health
from trigpoint.web.gallery import gallery
from trigpoint.web.views import (
    commands,
    goal_list,
    goals,
    home,
    imports,
    inbox,
    lens,
    measures,
    people,
    reads,
    settings,
)

urlpatterns = [
    path("", home.show, name="home"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("inbox/", inbox.show, name="inbox"),
    path("inbox/<slug:kind>/<slug:question>/", inbox.answer, name="inbox_answer"),
    path("goals/", goal_list.index, name="goals"),
    path("goals/export.csv", goal_list.export, name="goals_csv"),
    path("goals/views/", goal_list.keep, name="goal_views"),
    path("goals/views/<slug:view>/drop/", goal_list.drop, name="goal_view_drop"),
    path("goals/new/", goals.new, name="goal_new"),
    path("g/<slug:goal>/", goals.show, name="goal"),
    path("g/<slug:goal>/check-in/", home.check_in, name="goal_check_in"),
    path("g/<slug:goal>/answer/", home.answer, name="goal_answer"),
    path("g/<slug:goal>/history/", goals.history, name="goal_history"),
    path("g/<slug:goal>/sheet/", lens.sheet, name="goal_sheet"),
    path("map/", lens.strategy_map, name="map"),
    path("v2mom/", lens.v2mom, name="v2mom"),
    path("cascade/", lens.cascade, name="cascade"),
    path("ladders/", lens.ladders, name="ladders"),
    path("pyramid/", lens.pyramid, name="pyramid"),
    path("measures/", measures.index, name="measures"),
    path("measures/new/", measures.new, name="measure_new"),
    path("m/<slug:measure>/", measures.show, name="measure"),
    path("m/<slug:measure>/tickets.csv", measures.tickets_csv, name="measure_tickets_csv"),
    path("m/<slug:measure>/wrong/", measures.dispute, name="measure_dispute"),
    path("people/", people.index, name="people"),
    path("u/<slug:unit>/", people.unit, name="unit"),
    path("p/<slug:person>/", people.person, name="person"),
    path("settings/", settings.show, name="settings"),
    path("settings/reads/", reads.show, name="reads"),
    path("settings/accounts/", people.ties, name="accounts"),
    path("settings/jobs/", settings.jobs, name="jobs"),
    path("settings/jobs/<slug:job>/retry/", settings.retry, name="job_retry"),
    path("settings/imports/", imports.index, name="imports"),
    path("settings/imports/draft/<slug:digest>/", imports.draft, name="import_draft"),
    path("settings/imports/<slug:run>/", imports.show, name="import_run"),
    path("settings/imports/<slug:run>/approve/", imports.approve, name="import_approve"),
    path("settings/imports/<slug:run>/undo/", imports.undo, name="import_undo"),
    path("settings/imports/<slug:run>/problems.csv", imports.problems, name="import_problems"),
    path("commands.json", commands.index, name="commands"),
]

if django_settings.DEBUG:
    urlpatterns.append(path("-/gallery", gallery, name="gallery"))
