"""Signing in: no sign-up, demo accounts on this machine only, every refusal in the office's words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Finds the account of a session together with its person: every page asks for both.

    A session that a demo account began on this machine ends where others can reach it.
    """

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        account = get_user_model()._default_manager.select_related("person").filter(pk=user_id).first()
        if account is None or not self.user_can_authenticate(account):
            return None
        return None if account.is_demo and not settings.LOOPBACK else account


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("这个账号已停用。"),
        "username_password_mismatch": _("账号或密码不对。请核对后重试。"),
        "incorrect_password": _("密码不对。"),
        "enter_current_password": _("请填写现在的密码。"),
        "too_many_login_attempts": _("多次登录未成功，请 5 分钟后再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  (allauth's signature)
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user is not None and user.is_demo and not settings.LOOPBACK:
            raise forms.ValidationError(_("演示账号只能在本机使用。"))
        return user

    def clean_password(self, password: str, user: Any = None) -> str:
        if user is not None and user.must_change_password and user.check_password(password):
            raise forms.ValidationError(_("这是初始密码。请换一个只有自己知道的。"))
        cleaned: str = super().clean_password(password, user)
        return cleaned

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """allauth's own flashes (signed in, signed out) say nothing a person needs to know."""
