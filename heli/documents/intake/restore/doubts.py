"""Texts that can't be trusted as a whole: reworded by a machine, shuffled, translated, without their punctuation."""

import re
from itertools import pairwise

from heli.documents.intake.draft import Notice
from heli.documents.intake.restore.script import simplified

# Words that stand where offices use another one: synonyms put in by a machine.
REWORDED = re.compile(
    r"工作会员大会|会员大会精神|[\u4e00-\u9fff]实行项目(?![化制管法经负包动推])|(?:重点|年度|目标|各项|中心"
    r"|主要)使命(?!感)|使命(?:分解"
    r"|分工|清单|书)"
    r"|(?:防汛|项目|工程|扶贫|抗旱|创建|攻坚|建设)司令部|(?:督查|扶贫|安全|党建|信访|招商|防汛|重点)事业(?!单位|部|心"
    r"|发展|编)"
    r"|贫困地区(?:攻坚|办公室|开发办|资金|工作队|对象|项目)|(?:副)?市长大人|官员群众|率领小组|引导小组|带领小组组长"
    r"|负责任人|(?:各|有关)机关单位部分"
    r"|牵头部分|责任部分|相关部分要(?!素)|各部分要(?!素)|有关部分(?:要|负责)|主要担任人|次要担任人|担任人(?:要|参加)"
    r"|次要领导"
)
NUMBERED = re.compile(r"(?<![\u4e00-\u9fff])(?P<n>[一二三四五六七八九十])(?:是(?=[\u4e00-\u9fff])|、)")
NUMERALS = "一二三四五六七八九十"
TRANSLATED = re.compile(
    (
        r"\b(?:county party committee|party secretary|municipal (?:party )?committee|grasp(?:ing)? the"
        r"|conscientiously|earnestly|work style|the masses)\b"
    ),
    re.IGNORECASE,
)
LOST_PUNCTUATION = re.compile(r"(?<=[\u4e00-\u9fff\d])\?(?=[\u4e00-\u9fff])")
QUESTION = re.compile(r"[吗呢吧么嗎麼何谁誰几幾否]\?")
CLAUSE = re.compile(r"[^，。；！？\n]{8,}")


def notices(text: str) -> tuple[Notice, ...]:
    plain = simplified(text)
    found = []
    for applies, code, message in (
        (_is_reworded, "reworded", "文中多处用词不合公文习惯，疑被机器改写，所列事实和要求不可信，请找原文核对。"),
        (_is_shuffled, "shuffled", "文中句子次序错乱或大段重复，疑被机器拼凑，所列要求不可信，请找原文核对。"),
        (_is_foreign, "foreign", "正文大部分是外文，疑为机器翻译，没有按公文读取，请找中文原文。"),
        (_lost_punctuation, "lost_punctuation", "文中引号、破折号等标点疑在转码时变成了问号，请对照原件。"),
    ):
        if applies(plain):
            found.append(Notice(code, message))
    return tuple(found)


def _is_reworded(plain: str) -> bool:
    return len(REWORDED.findall(plain)) >= 2


def _is_shuffled(plain: str) -> bool:
    """Numbers that run backwards again and again, or clauses most of which stand there more than once."""
    order = [NUMERALS.index(found["n"]) for found in NUMBERED.finditer(plain)]
    backwards = sum(after < before and after != 0 for before, after in pairwise(order))
    clauses = CLAUSE.findall(plain)
    repeated = len(clauses) - len(set(clauses))
    return backwards >= 4 or (len(clauses) >= 20 and repeated * 3 > len(clauses))


def _is_foreign(plain: str) -> bool:
    letters = sum(c.isascii() and c.isalpha() for c in plain)
    han = sum("一" <= c <= "鿿" for c in plain)
    return letters > 300 and letters > 6 * han and TRANSLATED.search(plain) is not None


def _lost_punctuation(plain: str) -> bool:
    marks = len(LOST_PUNCTUATION.findall(plain)) - len(QUESTION.findall(plain))
    return marks >= 4 and not re.search("[“”「」]", plain)
