"""The page's frame that came in with the text, a line at a time: navigation, bylines, counters, tails."""

import re
from collections import Counter
from collections.abc import Iterator

from heli.documents.intake.restore.script import simplified
from heli.documents.intake.restore.traced import Edit, Traced

KIND = "frame"
LONGEST_LINE = 200
HAN = re.compile("[\u4e00-\u9fff]")
BULLET = r"^[\s•·●■◆▶►*>»|【\[（(]*"
PERSON = r"[\u4e00-\u9fff·]{2,4}(?:[ 　、,，]{1,2}[\u4e00-\u9fff·]{2,4}){0,5}"
# A label of the page, then its value.
LABELS = (
    "发布(?:时间|日期|者|于) 发表(?:时间|日期|于) 更新(?:时间|日期) 录入(?:时间|者|人)? 上传(?:时间|者|人)? 添加时间"
    " (?:信息|新闻|文章|稿件|内容|消息|图片)?来源 稿源 文章作者 作者(?:[/／]来源)? 责任编辑 责编"
    " (?:新媒体|网络|本期|实习|执行|文字|图文|美术|视频)?编辑 编审 审片 播音 摄像 摄影 校对 终审 初审 复审"
    " [一二三]审(?:审核)?"
    " (?:新媒体|视频)?监制 供图 供稿(?:单位|人)? 撰稿人? 浏览(?:次数"
    "|量|人次)?"
    " 点击(?:数|率|量|次数)? 阅读(?:次数|量|数)? 访问(?:次数|量) 人气 字体(?:大小)? 字号 文字大小 视力保护色"
    " 关键[词字] 标签"
    " 打印本页 分享(?:到|至)? 收藏本页 扫一扫 扫码(?:阅读|分享)? [上下]一[篇条页](?:文章|新闻)?"
    " 相关(?:链接|新闻|阅读|文章|推荐|专题|信息) 版权(?:所有|声明) 技术支持 网站标识码 备案(?:[/／]许可证)?(?:编号"
    "|号) ICP备?"
    " (?:[您你](?:现在|当前|目前)?|当前|目前)(?:的|所在)*位置 转载请注明(?:出处|来源|地址)? 本文(?:来源|网址|链接"
    "|地址) 原文(?:链接"
    "|地址)"
)
LABEL = "(?:" + "|".join(LABELS.split()) + ")"
PEOPLE = r"(?:(?:本报|全媒体|见习|特约|实习|通讯)?(?:记者|通讯员|实习生))"
CLICKS = (
    "打印 关闭 收藏 返回 字体 字号 [大中小特] 分享 繁体 简体 无障碍(?:浏览|阅读|辅助浏览)? 长者模式 适老化 关怀版"
    " 网站支持IPv\\d"
    " English RSS APP下载 客户端 登录 注册 设为首页 加入收藏 网站地图 联系我们 辅助浏览 正文 用户中心 支持IPv?V?\\d"
    " 电脑版 手机版 无障碍"
)
CLICK = "(?:" + "|".join(CLICKS.split()) + ")"
DOORS = (
    "(?:网站)?首页 新闻(?:中心|动态)? 要闻 政务(?:公开|要闻|动态) 信息公开 通知公告 领导(?:活动|之窗) 互动交流"
    " 办事服务 最新文章"
    " 图片新闻 工作动态 专题专栏 正文"
)
NAVIGATION = "(?:" + "|".join(DOORS.split()) + ")"
SEPARATOR = r"[\s>»›/|\\·\-—_]{1,6}"
REPORTER = r"(?:本报|见习|实习|特约)?(?:记者|通讯员)[ 　:：]"
WITH_PICTURES = r"(?:[ 　]?(?:文[/／]图|图[/／]文|摄影报道|摄|报道))?"
PHRASES = (
    "欢迎关注 返回顶部 回到顶部 展开(?:全文|详细) 阅读全文 查看(?:更多|全文) 加载更多 更多内容加载中.{0,20}"
    " 正在加载.{0,6} Loading\\.*"
    " 跳过导航 关灯.{0,20} 亲[,，]双击屏幕.{0,20} 本站只支持.{0,120} 本章未完.{0,80} [《【]?点击报错.{0,20} 已复制链接"
    " 分享让更多人看到 无障碍.{0,20} 字体[：:]?\\s?\\[? 小\\]? [大中] 内容如有不妥[,，]? \\|?\\s*留言与评论.{0,40}"
)
DAY = r"\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
WHOLE_LINES = (
    rf"{BULLET}{LABEL}\s*[：:】\]][^。]{{0,120}}$",
    rf"{BULLET}{PEOPLE}\s*[：:]\s*{PERSON}[）)]?$",
    rf"{BULLET}(?:{CLICK}(?:本页|窗口|此页|本文|页面|顶部|列表|首页|到)?[\s】\]）)|/·:：【\[]*){{1,12}}$",
    rf"^(?:{NAVIGATION}{SEPARATOR}){{1,6}}[\u4e00-\u9fff]{{0,20}}$",
    r"^(?:网站)?首页\s*[>»›/→].{0,80}$",
    r"^(?:[\u4e00-\u9fffA-Za-z]{2,16}\s*(?:>{1,2}|»|›|→)\s*){2,6}[\u4e00-\u9fff]{0,40}$",
    r"^(?:[>|·•]+|[-=_*#]{3,}|[.。 ]{5,}|[|:\- ]{4,})$",
    r"^\{\{.{0,40}\}\}$",
    r"^.{0,60}(?:ICP备\d+号|公网安备.{0,30}号|网安备\s?\d+).{0,80}$",
    r"^[「『‘“]?`?[\w\-/.]{0,80}\.(?:jpe?g|png|gif|bmp|webp)`?[」』’”]?$",
    rf"^https?://\S+(?:\s+{DAY}.{{0,80}})?$",
    r"^时间[：:]\s*\d{4}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?$",
    r"^[（(][^（()）。]{0,12}(?:记者|通讯员)[ 　:：].{1,40}[）)]$",
    r"^欢迎(?:您)?(?:访问|光临|来到).{2,24}(?:网|网站|政府|平台)?[！!]?$",
    rf"^[（(□◇○☆★ ]{{0,2}}{REPORTER}{PERSON}(?:[ 　](?:通讯员|记者|实习生)[ 　]?{PERSON})?{WITH_PICTURES}[）)]?$",
    r"^[（(](?:作者|编辑|责任编辑|责编|来源|稿源|供稿|记者|通讯员|文[/／]图)[：: ].{1,40}[）)]$",
    r"^(?:微信)?扫[一码].{0,30}(?:分享|订阅|阅读|打开|关注|当前页|手机端).{0,20}$",
    rf"^(?:{'|'.join(PHRASES.split())})$",
    rf"^{DAY}\s*(?:来源|作者|编辑|点击|浏览|阅读|字体|字号).{{0,80}}$",
    rf"^时间[：:]\s*(?:{DAY})?\s*(?:来源|作者|点击|访问量|浏览|阅读).{{0,80}}$",
)
LINE = re.compile("|".join(f"(?:{one})" for one in WHOLE_LINES))
EMPTY_LABEL = re.compile(
    r"^.{0,4}(?:发布(?:时间|日期)|更新时间|(?:信息|新闻|文章|稿件)?来源|作者|(?:责任)?编辑|浏览(?:次数|量)?)[：:]$"
)
VALUE = re.compile(rf"^(?:{DAY}|[\u4e00-\u9fffA-Za-z]{{2,12}}|\d{{1,7}})$")
BETTING = re.compile(
    r"投注|博彩|娱乐(?:城|场|平台|官网)|葡京|六合彩|时时彩|彩票(?:平台|官网|投注)|老虎机|百家乐|菠菜|金沙(?:城|娱乐)"
    r"|体育(?:平台|官网|投注)|棋牌|买球|真人(?:平台|视讯)"
    r"|无码|成人(?:视频|电影)|久久|色情|在线观看|一本道|国产(?:精品|自拍)|欧美.{0,4}(?:视频|亚洲)|约炮|迷药|春药"
)
TAIL = re.compile(
    rf"{BULLET}(?:.{{0,16}}版权(?:与|及|和)?(?:免责)?声明|免责声明|特别声明|郑重声明|相关(?:文章|新闻|阅读|推荐|链接"
    rf"|报道|资讯)|猜你喜欢"
    rf"|推荐(?:阅读|文章|新闻)|热[门点](?:推荐|文章|阅读|新闻)"
    r"|延伸阅读|(?:网友|最新|发表|全部|精彩)评论|上一[篇条](?:文章|新闻)?[：:]|下一[篇条](?:文章|新闻)?[：:]"
    r"|最新(?:文章|新闻|资讯)|热门标签|友情链接|更多.{0,6}(?:>>|»))"
)
OF_THE_TAIL = re.compile(
    r"^(?:[①-⑩]|[（(]?\d[）).、])?\s*(?:凡(?:本网|本站|注明|来源)|鉴于本网|如(?:因|有|需)(?:作品|侵权|转载|涉及)"
    r"|本(?:网|站)(?:转载|未"
    r"|所|将|声明|刊)|转载(?:目的|请)|如其他|违反上述|上述(?:内容|声明)|若.{0,10}侵权|未经.{0,12}(?:授权|许可))"
)
SHORT = 46


def restore(traced: Traced) -> Traced:
    text = traced.text
    plain = simplified(text)
    lines = [
        (found.start(), found.end(), plain[found.start() : found.end()].strip())
        for found in re.finditer(r"[^\n]+\n?", text)
    ]
    gone = [debris(line) for _, _, line in lines]
    for index in _values(lines, gone):
        gone[index] = True
    for index in _tail(lines):
        gone[index] = True
    for index in _repeated(lines):
        gone[index] = True
    if all(gone):
        return traced
    return traced.edited(
        Edit(start, end, "", KIND) for (start, end, _), frame in zip(lines, gone, strict=True) if frame
    )


def debris(line: str) -> bool:
    """`line` in simplified script, stripped: is it of the page and not of the document?"""
    if not line or len(line) > LONGEST_LINE:
        return False
    return LINE.match(line) is not None or _is_advertisement(line)


def _values(lines: list[tuple[int, int, str]], gone: list[bool]) -> Iterator[int]:
    """发布时间: and its value on the next line that isn't empty."""
    waiting = False
    for index, (_, _, line) in enumerate(lines):
        if gone[index]:
            waiting = EMPTY_LABEL.match(line) is not None
        elif line:
            if waiting and VALUE.match(line):
                yield index
            waiting = False


def _is_advertisement(line: str) -> bool:
    found = len(BETTING.findall(line))
    return found >= 3 or (found >= 2 and "。" not in line)


def _tail(lines: list[tuple[int, int, str]]) -> Iterator[int]:
    """From a heading such as 相关文章 or 免责声明 on: titles of other pages and terms of use, up to the body's next"
    " line."""
    body = 0
    inside = False
    for index, (_, _, line) in enumerate(lines):
        if TAIL.match(line) and len(line) <= SHORT and body >= 1:
            inside = True
        elif inside and line and not (OF_THE_TAIL.match(line) or (len(line) <= SHORT and "。" not in line)):
            inside = False
        if inside:
            yield index
        body += line.count("。")


def _repeated(lines: list[tuple[int, int, str]]) -> Iterator[int]:
    """A title or a whole paragraph that the page shows twice; what stands there more often is its author's."""
    counts = Counter(line for _, _, line in lines)
    seen: set[str] = set()
    for index, (_, _, line) in enumerate(lines):
        long = len(line) >= 60 and "。" in line
        title = index <= 4 and len(line) >= 8 and HAN.search(line) is not None and line[-1] not in "：:"
        if (long or title) and counts[line] == 2:
            if line in seen:
                yield index
            seen.add(line)
