import pytest

from heli.documents.intake.restore.steps import restored

BODY = "3月5日，会议强调，各部门要抓紧整改。\n会议要求，县财政局要落实资金。"


def clean(text: str) -> str:
    return restored(text)[0].strip()


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置：首页 > 新闻中心 > 要闻",
        "首页>要闻>正文",
        "发布时间：2026-03-05 21:55 来源：示范县人民政府 编辑：张三 浏览：",
        "發布時間：2026-03-05",
        "文章來源：示範網 文章作者：張三 責任編輯：李四 點擊數：",
        "时间：2026-03-20 11:38",
        "字体：[大 中 小]",
        "打印 | 关闭",
        "【打印本页】【关闭窗口】",
        "网站支持IPv6 无障碍辅助浏览 长者模式",
        "{{ pvCount }}",
        "![](/images/a.png)",
        "「`a1.jpg」",
    ],
)
def test_frame_above_the_text_goes(line: str) -> None:
    assert clean(f"{line}\n{BODY}") == BODY


@pytest.mark.parametrize(
    "lines",
    [
        "责任编辑：王五",
        "全媒体记者：张三 李四\n编辑：王五 赵六\n编审：钱七",
        "（作者：张三）",
        "□ 本报记者 张三 文/图",
        "--------------------\n新媒体监制：张三",
        "| 留言与评论（共有 0 条评论） |",
        "上一篇：没有了\n下一篇：示范县召开安全生产会议",
        "相关文章\n示范县召开安全生产会议\n示范市举行招商活动",
        "示范网版权与免责声明：\n①凡本网注明“来源：示范网”的作品，版权均属于本网。\n②凡本网注明其他来源的作品，均转载自其它媒体。",
        "扫一扫在手机打开当前页",
        "示ICP备0000001号 示公网安备00000000号",
        "返回顶部",
        "欧洲杯投注官网平台 真人娱乐城 老虎机",
    ],
)
def test_frame_under_the_text_goes(lines: str) -> None:
    assert clean(f"{BODY}\n{lines}") == BODY


@pytest.mark.parametrize(
    "byline",
    ["（记者 张三 实习生 李四）", "(编辑:张三)", "（示范乡情记者 张三）", "（县政府办供稿）", "（通讯员 张三 李四）"],
)
def test_a_byline_at_the_end_goes(byline: str) -> None:
    assert clean(BODY + byline) == BODY


def test_a_label_and_its_value_on_the_next_line_go() -> None:
    assert clean(f"发布时间:\n\n2026-03-05 10:03\n\n信息来源:\n\n今日示范\n\n分享到:\n\n{BODY}") == BODY


@pytest.mark.parametrize(
    "text",
    [
        "<政府工作报告>任务分解已经印发。",
        "（一）本(1)月底前完成；1.144项任务，3.10项指标，1.2018年目标。",
        "1-20号任务由县财政局负责。18：00前报送（含电子版）。",
        "记者：请问县长，明年有什么打算？\n县长：我们要抓好项目。",
        "会议由县长主持（县委书记、记者协会代表参加）。",
        "容量1TB(太字节)，光传送网(OTN)。",
        "发布人：张三                    联络点：示范镇                    时间：3月8号",
        "项目位置：示范路以东。\n关键词句要准确。",
        "登录http://www.example.cn/下载表格，网址http://www.example.cn/。",
        "A级、B级、C级企业要分类管理。是否完成？请说明。什么时候?不知道。",
        "365日不停工，120日内完成，历时100日，第615日。",
        "各单位：\n请抓好落实。\n各单位：\n请再抓落实。",
        "会 议 纪 要\n县政府第3次常务会议。",
        "序号\t任务\n1\t编制规划\n2\t引进项目\n",
    ],
)
def test_what_only_looks_like_debris_stays(text: str) -> None:
    assert restored(text)[0] == text


def test_noise_against_copying_goes() -> None:
    assert clean("各部门要落实。: b4 U4 p1 |5 i+ q+ M L\n会议还要求整改。 .....") == "各部门要落实。\n会议还要求整改。"


def test_commas_put_before_marks_go() -> None:
    assert clean("要抓好,,整改,。完成任务。") == "要抓好,整改。完成任务。"


def test_question_marks_for_blanks_at_paragraph_starts_go() -> None:
    assert clean("??? 会议要求整改。\n????????各部门要落实。") == "会议要求整改。\n各部门要落实。"


def test_escapes_and_tags_of_a_program_go() -> None:
    assert clean('我县\\r\\n召开会议，要\\"抓紧\\"整改。\\r\\n') == '我县\n召开会议，要"抓紧"整改。'
    assert clean("<p>我县<b>召开</b>会议。</p><p>&nbsp;要整改。</p>").split() == ["我县召开会议。", "要整改。"]


def test_an_address_in_the_middle_of_a_word_goes() -> None:
    assert clean("要加快推进\n石材http://www.example.com/产业园区建设。") == "要加快推进石材产业园区建设。"


def test_cells_between_pipes_stay_apart() -> None:
    assert clean("| 任务 | 单位 |\n|---|---|\n| 编制规划 | 县发改局 |") == "任务\t单位\n编制规划\t县发改局"


def test_a_title_and_a_body_shown_twice_stand_once() -> None:
    title = "示范县召开项目推进会议"
    body = "3月5日，示范县召开项目推进会议，会议听取了各单位情况汇报，研究了存在的困难，部署了任务，要求各单位落实。"
    assert clean(f"{title}\n{title}\n{body}\n{body}") == f"{title}\n{body}"


def test_page_numbers_and_blanks_inside_words_go() -> None:
    long = "会议听取了县发展和改革局关于全县重点项目推进情况的汇报并研究了有关"
    damaged = f"{long}\n1\n问题，要求第 1 6 次会议听取汇 报。\n— 2 —\n要落实。"
    assert clean(damaged) == f"{long}问题，要求第16次会议听取汇报。\n要落实。"


def test_hidden_characters_are_put_back_where_one_word_fits() -> None:
    assert clean("县政fǔ要依法行政，‘色’情场所要清理，书jì到场。") == "县政府要依法行政，色情场所要清理，书记到场。"
    assert clean("他说‘好’，又说‘不’。") == "他说‘好’，又说‘不’。"
