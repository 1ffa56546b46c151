"""The addresses of requests."""

from __future__ import annotations

from django.urls import path

from charteroak.desk.requests.views import deciding, looking, papers, recording

app_name = "requests"

ALL = "agencies/<agency:agency>/requests/"
ONE = f"{ALL}<uuid:public_id>/"

urlpatterns = [
    path("requests/", recording.choose, name="choose"),
    path("requests/begin/", recording.choose, name="begin"),
    path(ALL, looking.list_requests, name="list"),
    path(f"{ALL}table.csv", looking.list_csv, name="csv"),
    path(f"{ALL}waiting/", looking.waiting, name="waiting"),
    path(f"{ALL}begin/", recording.ready, name="ready"),
    path(f"{ALL}record/", recording.record, name="record"),
    path(ONE, looking.see, name="request"),
    path(f"{ONE}names/", looking.names, name="names"),
    path(f"{ONE}describe/", deciding.describe, name="describe"),
    path(f"{ONE}decide/", deciding.decide, name="decide"),
    path(f"{ONE}override/", deciding.override, name="override"),
    path(f"{ONE}confirm/", deciding.confirm, name="confirm"),
    path(f"{ONE}seen/", deciding.seen_by_head, name="seen"),
    path(f"{ONE}close/", deciding.close, name="close"),
    path(f"{ONE}reopen/", deciding.reopen, name="reopen"),
    path(f"{ONE}duties/<int:place>/", deciding.duty, name="duty"),
    path(f"{ONE}clocks/<int:place>/", deciding.start, name="start"),
    path(f"{ONE}hold/", deciding.hold, name="hold"),
    path(f"{ONE}purge/", deciding.purge, name="purge"),
    path(f"{ONE}notice/", papers.notice, name="notice"),
    path(f"{ONE}notices/<int:number>/", papers.delivered, name="delivered"),
    path(f"{ONE}statement.pdf", papers.statement, name="statement"),
    path(f"{ONE}messages/", papers.messages_to_parents, name="messages"),
    path(f"{ONE}messages/<int:number>/", papers.message, name="message"),
    path(f"{ONE}messages/<int:number>/approve/", papers.approve, name="approve"),
    path(
        f"{ONE}messages/<int:number>/<str:language>.txt", papers.message_text, name="message-text"
    ),
]
