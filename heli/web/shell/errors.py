"""Error pages in the office's words: what happened, what was kept, what to do."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from heli.web.shell.uploads import UploadTooBig


@dataclass(frozen=True, slots=True)
class Trouble:
    status: int
    title: str | Promise
    happened: str | Promise
    kept: str | Promise
    to_do: str | Promise


BAD_REQUEST = Trouble(
    400,
    _("这次请求没有办成"),
    _("发来的内容不完整或格式不对。"),
    _("系统里的数据没有变动。"),
    _("请返回上一页刷新后重试；仍然不行，请联系推动办。"),
)
FORBIDDEN = Trouble(
    403,
    _("这里不对您开放"),
    _("您现在的职务没有查看或办理这一项的权限。"),
    _("系统里的数据没有变动。"),
    _("如需办理，请联系推动办核对您的职务和所在工作组。"),
)
STALE = Trouble(
    403,
    _("页面放得太久了"),
    _("登录状态或页面已经过期，这次操作没有送达。"),
    _("已保存的内容都在；刚填写还没提交的内容，请先复制下来。"),
    _("请返回上一页刷新后再办一次。"),
)
NOT_FOUND = Trouble(
    404,
    _("没有找到这一页"),
    _("地址不对，或者这一项不在您能看到的范围内。"),
    _("系统里的数据没有变动。"),
    _("请从左侧入口重新进入，或用上方搜索查找。"),
)
BROKEN = Trouble(
    500,
    _("系统出了问题"),
    _("这次操作没有办完，已全部撤回，问题已记录。"),
    _("此前保存的内容都在，没有丢失。"),
    _("请稍后重试；仍然不行，请把发生的时间告诉管理员。"),
)


def _answer(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    if getattr(request, "htmx", False):
        words = f"{trouble.happened}{trouble.to_do}"
        return render(request, "shell/refusal.html", {"words": words, "sign_in": False}, status=trouble.status)
    return render(request, f"{trouble.status}.html", {"trouble": trouble}, status=trouble.status)


def limit_words() -> str:
    return _t("%(size)s MB") % {"size": settings.UPLOAD_LIMIT // (1024 * 1024)}


def too_large(request: HttpRequest) -> HttpResponse:
    trouble = Trouble(
        413,
        _t("文件太大，没有接收"),
        _t("一次最多接收 %(limit)s，这次超过了。") % {"limit": limit_words()},
        _t("文件没有保存，也没有留下任何内容。"),
        _t("请拆分、压缩图片，或只上传正文后再传。"),
    )
    return _answer(request, trouble)


def expired(request: HttpRequest) -> HttpResponse:
    """The session ended while somebody was typing."""
    words = _t("登录已过期，这次没有送达，填写的内容还在这一页。请重新登录，再回到这里办一次。")
    return render(request, "shell/refusal.html", {"words": words, "sign_in": True}, status=401)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, UploadTooBig):
        return too_large(request)
    return _answer(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    return _answer(request, FORBIDDEN)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django's signature)
    return _answer(request, STALE)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    return _answer(request, NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """Rendered without the request's context: whatever broke may break there again."""
    template = "shell/refusal.html" if getattr(request, "htmx", False) else "500.html"
    context = {
        "trouble": BROKEN,
        "words": f"{BROKEN.happened}{BROKEN.to_do}",
        "sign_in": False,
        "theme": "auto",
        "csrf_token": "",
    }
    return HttpResponse(render_to_string(template, context), status=500)
