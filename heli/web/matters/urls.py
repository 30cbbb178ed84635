from django.urls import path

from heli.web.matters import ledger, matter, papers, sheets

urlpatterns = [
    path("sheets/", sheets.sheet_list, name="sheets"),
    path("sheets/new/", sheets.new, name="sheet_new"),
    path("sheets/lay/", sheets.lay, name="sheet_lay"),
    path("sheets/rows/<int:matter_id>/", sheets.row, name="sheet_row"),
    path("sheets/rows/<int:matter_id>/withdraw/", sheets.withdraw, name="sheet_withdraw"),
    path("sheets/<int:sheet_id>/", sheets.sheet, name="sheet"),
    path("sheets/<int:sheet_id>/sign/", sheets.sign, name="sheet_sign"),
    path("sheets/<int:sheet_id>/issue/", sheets.issue, name="sheet_issue"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/columns/", ledger.choose_columns, name="ledger_columns"),
    path("matters/<int:matter_id>/", matter.matter, name="matter"),
    path("matters/<int:matter_id>/issue/", matter.issue, name="matter_issue"),
    path("matters/<int:matter_id>/acknowledge/", matter.acknowledge, name="matter_acknowledge"),
    path("matters/<int:matter_id>/update/", matter.update, name="matter_update"),
    path("matters/<int:matter_id>/request-closing/", matter.request_closing, name="matter_request_closing"),
    path("matters/<int:matter_id>/close/", matter.close, name="matter_close"),
    path("matters/<int:matter_id>/send-back/", matter.send_back, name="matter_send_back"),
    path("matters/files/<int:attachment_id>/", matter.attachment, name="attachment"),
    path("papers/", papers.papers, name="papers"),
    path("papers/ledger.<str:form>", papers.ledger, name="paper_ledger"),
    path("papers/assignments/<int:unit_id>/<str:manner>.<str:form>", papers.assignment, name="paper_assignment"),
]
