"""The frame, signing in, errors, uploads."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from heli.directory.models import Account
from tests.cast import PASSWORD, Cast


@pytest.fixture(autouse=True)
def no_login_limits_left_over(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def signed_in(login: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(login=login))
    return client


def sign_in(client: Client, login: str, password: str = PASSWORD) -> str:
    answer = client.post("/account/login/", {"login": login, "password": password})
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


@pytest.mark.django_db
def test_healthz_answers_without_signing_in(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_person_signs_in_with_login_and_password(cast: Cast, client: Client) -> None:
    del cast
    assert sign_in(client, "jingban") == "/"
    assert "林小满" in client.get("/").content.decode()


def test_a_wrong_password_is_refused_in_the_offices_words(cast: Cast, client: Client) -> None:
    del cast
    assert "账号或密码不对" in sign_in(client, "jingban", "wrong")


def test_after_five_wrong_passwords_even_the_right_one_waits(cast: Cast, client: Client) -> None:
    del cast
    for _ in range(5):
        sign_in(client, "jingban", "wrong")
    assert "5 分钟后再试" in sign_in(client, "jingban")


def test_a_demo_account_is_refused_off_this_machine(cast: Cast, client: Client, settings: Settings) -> None:
    del cast
    Account.objects.filter(login="jingban").update(is_demo=True)
    settings.LOOPBACK = False
    assert "演示账号只能在本机使用" in sign_in(client, "jingban")
    settings.LOOPBACK = True
    assert sign_in(client, "jingban") == "/"


def test_a_demo_accounts_session_ends_where_others_can_reach_it(cast: Cast, settings: Settings) -> None:
    del cast
    client = signed_in("jingban")
    Account.objects.filter(login="jingban").update(is_demo=True)
    assert client.get("/me/").status_code == 200
    settings.LOOPBACK = False
    assert client.get("/me/").headers["Location"].startswith("/account/login/")


def test_demo_accounts_are_named_on_the_sign_in_page_of_this_machine_only(
    cast: Cast, client: Client, settings: Settings
) -> None:
    del cast
    Account.objects.filter(login="jingban").update(is_demo=True)
    assert "jingban" in client.get("/account/login/").content.decode()
    settings.LOOPBACK = False
    assert "jingban" not in client.get("/account/login/").content.decode()


def test_a_person_changes_the_password_and_is_told(cast: Cast) -> None:
    del cast
    client = signed_in("jingban")
    new = {"oldpassword": PASSWORD, "password1": "shifan-2026-xy", "password2": "shifan-2026-xy"}
    page = client.post("/account/password/", new, follow=True)
    assert page.redirect_chain == [("/me/", 302)]
    assert "密码已更换" in page.content.decode()


@pytest.mark.parametrize(
    ("login", "sees", "not_there"),
    [
        ("jingban", ["驾驶舱", "来文", "台账", "通讯录"], []),
        ("lianluo", ["驾驶舱", "台账", "通讯录"], ["来文"]),
    ],
)
def test_a_role_sees_its_own_doors(cast: Cast, login: str, sees: list[str], not_there: list[str]) -> None:
    del cast
    page = signed_in(login).get("/me/").content.decode()
    rail = page[page.index('<nav class="rail"') : page.index("</nav>", page.index('<nav class="rail"'))]
    assert all(f"<span>{word}</span>" in rail for word in sees)
    assert not any(f"<span>{word}</span>" in rail for word in not_there)


def test_the_secrecy_banner_stands_on_every_page(cast: Cast, client: Client) -> None:
    del cast
    for page in (client.get("/account/login/"), signed_in("lianluo").get("/"), client.get("/account/login/x/")):
        assert "本系统不得处理、存储、传输涉密信息" in page.content.decode()


def test_pages_carry_no_inline_script_or_style(cast: Cast) -> None:
    del cast
    client = signed_in("jingban")
    for path in ("/", "/me/", "/cockpit/", "/directory/", "/directory/groups/"):
        answer = client.get(path)
        page = answer.content.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert " hx-on" not in page
        assert "<script>" not in page
        assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_an_unknown_address_says_what_to_do(cast: Cast) -> None:
    del cast
    client = signed_in("jingban")
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert "没有找到这一页" in page.content.decode()
    fragment = client.get("/nowhere/", headers={"hx-request": "true"})
    assert fragment.content.decode().startswith('<div class="refusal">')


def test_the_chosen_theme_is_kept_on_the_device(cast: Cast) -> None:
    del cast
    client = signed_in("jingban")
    client.post("/me/theme/", {"theme": "dark", "next": "/me/"})
    assert 'data-bs-theme="dark"' in client.get("/me/").content.decode()


def test_a_redirect_never_leaves_the_site(cast: Cast) -> None:
    del cast
    answer = signed_in("jingban").post("/me/theme/", {"theme": "dark", "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_nobody_switches_to_a_programme_that_is_not_his(cast: Cast) -> None:
    client = signed_in("lianluo")
    client.post("/me/programme/", {"programme": str(cast.programme + 1)})
    assert "programme" not in client.session


def test_a_file_over_the_limit_is_refused_with_the_limit(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    del cast
    settings.UPLOAD_LIMIT = 2 * 1024 * 1024
    big = tmp_path / "big.bin"
    big.write_bytes(b"x" * (4 * 1024 * 1024))
    with big.open("rb") as file:
        answer = signed_in("jingban").post("/me/theme/", {"file": file})
    assert answer.status_code == 413
    assert "2 MB" in answer.content.decode()


@pytest.mark.django_db
def test_a_stranger_may_not_send_a_file_at_all(client: Client, tmp_path: Path) -> None:
    some = tmp_path / "some.bin"
    some.write_bytes(b"x" * (2 * 1024 * 1024))
    with some.open("rb") as file:
        assert client.post("/account/login/", {"file": file}).status_code == 413


def test_a_received_file_never_touches_the_disk(settings: Settings, tmp_path: Path) -> None:
    from django.test import RequestFactory

    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    some = tmp_path / "some.bin"
    some.write_bytes(b"y" * (6 * 1024 * 1024))
    with some.open("rb") as file:
        request = RequestFactory().post("/", {"file": file})
    received = request.FILES["file"]
    assert type(received).__name__ == "InMemoryUploadedFile"
    assert getattr(received, "size", 0) == 6 * 1024 * 1024
