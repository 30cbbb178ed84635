"""A machine like those of the web: traditional script, and a gloss after every character of a fixed table."""

import opencc

GLOSSES = {
    "縣": "xiàn",
    "區": "qū",
    "經": "jīng",
    "濟": "jì",
    "發": "fā",
    "會": "huì",
    "議": "yì",
    "長": "zhǎng",
    "門": "mén",
    "對": "duì",
    "業": "yè",
    "進": "jìn",
    "調": "diào",
    "強": "qiáng",
    "實": "shí",
    "務": "wù",
    "關": "guān",
    "動": "dòng",
    "開": "kāi",
    "時": "shí",
}


def glossed(simplified: str, table: dict[str, str] = GLOSSES) -> str:
    traditional: str = opencc.OpenCC("s2t").convert(simplified)
    return "".join(f"{c}({table[c]})" if c in table else c for c in traditional)
