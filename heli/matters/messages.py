"""Refusals and notices of this part in words."""

from collections.abc import Mapping

from heli.directory.rules.verdict import Refusal
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import State, Verb, state_word, verb_word

REFUSALS: dict[str, str] = {
    "office_only": "这一步由推动办办理。如需处理，请联系推动办。",
    "signer_only": "拟办单由推动办负责人或分管领导审签。",
    "matter_not_yours": "该事项不由贵单位牵头、配合或确认，不能查看。",
    "matter_ended": "该事项{state}，不能再{verb}。如情况有变，请联系推动办重新立项。",
    "not_in_this_state": "该事项目前“{state}”，还不能{verb}。请刷新页面查看最新状态。",
    "not_yours_to_do": "“{verb}”由{who}办理。",
    "doer_cannot_confirm": "承办单位不能给自己的事项办结或销号，“{verb}”由{who}办理。",
    "changed_meanwhile": "您打开页面后，该事项已有新的变化，本次未保存。请刷新后再办。",
    "needs_lead": "还没有牵头单位，不能{verb}。一项事项须有一个牵头单位。",
    "needs_standard": "还没有完成标准，不能{verb}。请写明怎样才算办成。",
    "needs_term": "还没有办理时限，不能{verb}。",
    "needs_not_past": "时限早于今天，不能{verb}。请核对原文或重新确定时限。",
    "needs_basis": "依据是新闻稿或记录稿（待核依据），不能{verb}。请关联上位依据，或由审签人写明理由。",
    "needs_content": "四项内容都是空的。请填写进展情况，或点“无变化”。",
    "needs_signature": "{verb}须由单位负责人签字：请单位负责人登录办理，或上传签字页扫描件。",
    "needs_reason": "请写明理由或意见。",
    "sheet_signed": "这张拟办单已由{name}审签，未重复办理。",
    "sheet_empty": "没有可以呈审签的事项。",
    "sheet_item_gone": "有事项已不在这张拟办单上，请刷新后再审签。",
    "too_large": "附件《{filename}》超过{limit}，未保存。请压缩或分开上传。",
    "secret_attachment": "附件《{filename}》未接收：{why}",
    "unknown_unit": "找不到这个单位，请从通讯录中选择。",
    "no_title": "事项内容不能为空。",
    "twin_participant": "牵头单位不能同时是配合单位。",
    "not_a_day": "“{given}”不是日期。请按“2026-11-23”的样子填写。",
    "repeat_gone": "那条事项已经办结或撤回，不能再并入。请刷新后重选。",
    "no_rows": "请至少选择一个单位。",
}

NOTICES: dict[str, str] = {
    "lay": "{sheet}待您审签（{count}项）",
    "approve": "{sheet}已审签：{count}项通过，{returned}项退回",
    "issue": "{manner}：{title}（{due}）",
    "request_closing": "{unit}{request}：{title}",
    "close": "{title}已{closing}",
    "send_back": "退回重办：{title}。意见：{reason}",
}


def words(refusal: Refusal, kind: Kind = Kind.TASK, manner_word: str = "交办") -> str:
    """The refusal in the user's words, with the step named as this kind of matter names it."""
    said = REFUSALS[refusal.code].format_map(_spoken(refusal.params, kind, manner_word))
    title = refusal.params.get("of_many", "")
    return f"“{title}”：{said}" if title else said


def _spoken(params: Mapping[str, str], kind: Kind, manner_word: str) -> dict[str, str]:
    spoken = dict(params)
    if spoken.get("verb") in set(Verb):
        spoken["verb"] = verb_word(Verb(spoken["verb"]), kind, manner_word)
    if spoken.get("state") in set(State):
        spoken["state"] = state_word(State(spoken["state"]), kind)
    return spoken


def notice_words(code: str, params: Mapping[str, str]) -> str:
    return NOTICES[code].format_map(params)
