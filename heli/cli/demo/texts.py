"""The demo's documents: our own fictitious texts, dated by the day the demo is loaded, one damaged on purpose."""

from datetime import date, timedelta

MINUTES_NUMBER = "示推办纪〔2026〕8号"
MINUTES_NAME = "县域经济发展工作推进会议纪要.txt"
REPORT_NAME = "座谈会网页.txt"


def day_words(day: date) -> str:
    return f"{day.month}月{day.day}日"


def minutes(today: date) -> str:
    """Minutes of a meeting some sixty days ago; the terms in it lie around today."""

    def on(offset: int) -> str:
        return day_words(today + timedelta(days=offset))

    return f"""县域经济发展工作推进会议纪要

{on(-60)}，市委副书记、推动组组长郑清明主持召开示范县县域经济发展工作推进会议，研究要素保障、招商引资和政策落实等事项。现将会议议定事项纪要如下。

一、关于政策落实
由市行政审批服务局牵头，市财政局配合，{on(-24)}前拟定市级经济管理权限下放清单并印发。
由市发改委牵头，市财政局配合，{on(-12)}前梳理省、市支持县域经济的政策，编印政策清单。
市税务局要在{on(20)}前向示范县企业开展一次税费优惠政策辅导。

二、关于要素保障
由市自然资源和规划局牵头，城关镇、县自然资源和规划局配合，{on(30)}前完成精密铸造园二期用地报批组卷。
由市委金融办牵头，县财政局配合，{on(2)}前协调解决恒达新材料扩产贷款问题。
由城关镇牵头，{on(-3)}前完成化工路拓宽房屋征收的签约、补偿和腾空。

三、关于招商引资
市商务局要在{on(-20)}前为示范县推荐一批招商线索，逐条明确对接人。
由县商务和投资促进局牵头，{on(15)}前与德润储能完成协议谈判。

四、关于项目建设
由县经开区管委会牵头，{on(45)}前完成标准厂房三期主体封顶。
县发改局要在{on(10)}前修订示范县县域经济发展规划和工作方案。

五、关于服务保障
县政府办要在{on(-30)}前为派驻干部落实办公用房和宿舍。
"""


def report(today: date) -> str:
    """A web report of a meeting two days ago, still clean; `damage.machine` makes it what a web machine leaves."""
    held = day_words(today - timedelta(days=2))
    until = day_words(today + timedelta(days=25))
    return f"""{held},加快推进示范县县域经济发展工作座谈会召开,贯彻落实全市县域经济发展大会精神,研究突破示范县县域经济的办法。郑清明、华雨水、曹大寒、朱小雪及市县域经济发展推动工作组成员单位负责人、示范县协调工作组组长、县直有关部门负责人参加会议。市委副书记、推动组组长郑清明讲话,县政府办主任华雨水主持座谈会。
郑清明在讲话中强调,各级各部门要提高政治站位,坚定信心、鼓足干劲,切实增强责任感和紧迫感。
郑清明指出,近年来,示范县坚持工业立县,园区建设、项目招引取得了明显成效,县域经济迈上了新台阶。
郑清明要求,市直各部门要加大政策支持,在项目审批、资金安排上向示范县倾斜。要着力破解用地难、融资难、搬迁难,打通项目落地的堵点。要强化招商引资。相关部门要发挥行业优势,为示范县推荐一批优质招商线索,引荐一批有实力的投资者。由市发改委牵头,{until}前制定支持示范县产业发展的若干措施。要强化协调联动。牵头部门和推动组负责人要做好统筹协调、督促指导等工作,建立按月调度机制。要强化跟进对接。6个专业工作组要进一步完善发展规划和工作方案,及时向帮扶单位汇报工作进展和存在问题。示范县各级各部门要为帮扶单位人员提供工作、调研、生活等方面的服务保障。
华雨水在主持座谈会时介绍了示范县有关情况。
座谈会上,示范县各协调工作组作了发言,市直部门负责人提出了意见和建议。
"""
