"""What a web machine does to a text: traditional script, and a pinyin gloss after every character of a fixed table."""

GLOSSED = "縣濟發經進動會議實導區強產業領責認識證鎮鄉務對應協調單極問題門開頭戰濟創優項點規劃積極難讓請購資權"


def machine(text: str) -> str:
    """Damages simplified text as such machines do: each character of the table is glossed always, others never."""
    from opencc import OpenCC
    from pypinyin import Style, pinyin

    out = []
    for character in OpenCC("s2t").convert(text):
        out.append(character)
        if character in GLOSSED:
            out.append(f"({pinyin(character, style=Style.TONE)[0][0]})")
    return "".join(out)
