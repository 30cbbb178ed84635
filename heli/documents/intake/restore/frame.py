"""The page's frame that came in with the text: bylines, navigation, counters, anti-copy marks."""

import re

from heli.documents.intake.restore.traced import Edit, Traced

KIND = "frame"
LINE_DEBRIS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"^(?:发布(?:时间|日期)|發布時間|信息来源|新闻来源|来源|文章来源|稿源|浏览次数|点击数?|阅读(?:次数|量)|访问量|字体|字号"
            r"|责任编辑|責任編輯|责编|上传者?|发布者|录入|关键词|标签|打印|分享到?|扫一扫|上一篇|下一篇"
            r"|相关(?:链接|新闻|阅读|文章)|版权所有|技术支持|网站标识码|备案(?:/许可证)?(?:编号|号)|ICP备?|当前位置"
            r"|您(?:现在)?(?:的|所在)?位置|您当前的位置)[：:].{0,120}$"
        ),
        r"^(?:【?(?:打印|关闭|收藏|返回|字体|大 ?中 ?小|分享)(?:本页|窗口|此页|顶部|列表|首页)?】?[\s|/·]*){1,8}$",
        r"^首页\s*[>»›/].{0,60}$",
        r"^(?:>|\||·|…|-{3,}|={3,}|\.{5,}|[.。 ]{5,})+$",
        r"^\{\{.{0,40}\}\}$",
        r"^!?\[[^\]]{0,40}\]\([^)]{0,200}\)$",
        r"^.{0,40}(?:ICP备\d+号|公网安备.{0,30}号).{0,60}$",
        r"^[「『]?`?[\w\-/]{0,60}\.(?:jpg|png|gif|jpeg)`?[」』]?$",
        r"^https?://\S+$",
    )
)
INSIDE = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"(?<=[。！？”）)])\s*[（(](?:本报|见习|特约)?(?:记者|通讯员|通訊員|記者|编辑|责任编辑|供稿"
            r"|撰稿|图文?|摄影)[：: ／/].{1,40}?[）)](?=\s*$)"
        ),
        r"<!--.{0,400}?-->",
        r"(?<=[\u4e00-\u9fff，。])\s*: ?(?:[\w+&^%$#@!*|]{1,3} ){3,}[\w+&^%$#@!*|]{1,3}(?=\s|$)",
        r"(?:\A|(?<=\n))[?？]{3,}(?=[\u4e00-\u9fff])",
        r"\\r\\n|\\n(?=\s|[\u4e00-\u9fff]|$)",
        r"[\u200b\u200c\u200d\u2060\ufeff]",
    )
)
COMMAS = re.compile(r"[,，](?=[，。；])")


def restore(traced: Traced) -> Traced:
    text = traced.text
    edits: list[Edit] = []
    for found in re.finditer(r"[^\n]+\n?", text):
        line = found.group().strip()
        if line and len(line) <= 200 and any(pattern.match(line) for pattern in LINE_DEBRIS):
            edits.append(Edit(found.start(), found.end(), "", KIND))
    taken = [(edit.start, edit.end) for edit in edits]
    for pattern in (*INSIDE, COMMAS):
        for found in re.compile(pattern.pattern, re.MULTILINE).finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append((found.start(), found.end()))
                after = "\n" if found.group().startswith("\\") else ""
                edits.append(Edit(found.start(), found.end(), after, KIND))
    return traced.edited(edits)
