"""Refusals of this part in words."""

REFUSALS: dict[str, str] = {
    "office_only": "这一步由推动办办理。如需处理，请联系推动办。",
    "document_not_yours": "来文由推动办和领导查阅。贵单位的事项，请在台账中查看其原文依据。",
    "already_received": "这份文件已于{day}收过：《{title}》。未重复登记，请打开原件继续办理。",
    "unreadable": "《{filename}》未能接收：{why}",
    "suspect_decided": "这一处存疑已由{name}处理，未再改动。",
    "directive_taken": "这条要求已由{name}列入拟办，未重复列入。",
    "directive_not_open": "这条要求已经处理，请刷新后查看。",
    "no_higher_basis": "请选择一份纪要、讲话审定稿、正式文件或批示作为上位依据；新闻稿、记录稿不能作为上位依据。",
    "same_document": "不能把文件自身作为上位依据。",
    "no_such_passage": "选中的文字不在原文中，请重新选择。",
    "no_such_cut": "从这里拆不开：拆开的两段都要有文字。请在这条要求的文字中间选一处。",
    "nothing_to_join": "后面没有可以合并的要求。",
    "neighbour_decided": "下一条已经处理，不能合并。请先撤销那一条。",
    "too_far_apart": "两条要求在原文中相隔太远，不能合并。",
    "no_such_document": "找不到这份来文，请刷新后重选。",
}
