"""Refusals of this part in words."""

REFUSALS: dict[str, str] = {
    "nothing_of_yours": "这个账号没有所在单位，没有可以导出的台账。",
    "paper_not_yours": "只能下载本单位的交办单。其他单位的请由推动办导出。",
    "paper_empty": "{unit}眼下没有已发出的“{manner}”事项，没有可以生成的文书。",
    "too_many_rows": "{why}。",
    "no_fonts": "服务器上缺少中文字体，PDF 没有生成。请先导出 Word 或 Excel，并告知管理员。",
}
