"""管理: accounts, people, the calendar, programmes and the system, for administrators alone."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from heli.audit.models import Event
from heli.directory import actions, queries
from heli.directory.models import Account, Appointment, CalendarDay, Person, Region
from heli.directory.rules.levels import GroupKind, GroupRole, PostRole
from heli.directory.rules.verdict import Refused
from heli.programmes.models import Group, GroupMember, Programme
from heli.programmes.queries import actor_for
from tests.cast import MONDAY, Cast
from tests.web.test_shell_directory import client_of

PAGES = """
regions/ people/ programmes/ programmes/new/ accounts/ calendar/ system/ paste/units/ paste/people/
""".split()


def said(client: Client, path: str, data: Mapping[str, object] | None = None) -> str:
    answer = client.post(path, data or {}, follow=True)
    return str(answer.content.decode())


@pytest.mark.parametrize("page", ["", *PAGES])
def test_administration_opens_to_administrators_alone(cast: Cast, page: str) -> None:
    del cast
    assert client_of("guanli").get(f"/administration/{page}").status_code == 200
    for login in ("jingban", "lingdao", "shenji", "lianluo"):
        answer = client_of(login).get(f"/administration/{page}")
        assert answer.status_code == 403
        assert "这一步由系统管理员办理" in answer.content.decode()


def open_account(client: Client, person: str, login: str) -> str:
    """The initial password, as the page shows it."""
    page = said(
        client, "/administration/accounts/open/", {"login": login, "person": Person.objects.get(name=person).pk}
    )
    _, password = re.findall(r'administration-secret">([^<]+)<', page)
    return str(password)


def newcomer(cast: Cast, name: str = "唐小阳") -> int:
    person = actions.add_person(cast.administrator, name=name)
    actions.appoint(
        cast.administrator,
        person_id=person,
        organization_id=cast.unit("市发改委"),
        role=PostRole.STAFF,
        title="干部",
        starts_on=date(2026, 1, 1),
    )
    return person


def test_an_initial_password_opens_nothing_but_the_page_that_replaces_it(cast: Cast, client: Client) -> None:
    newcomer(cast)
    password = open_account(client_of("guanli"), "唐小阳", "tangxy")
    client.post("/account/login/", {"login": "tangxy", "password": password})
    for path in ("/", "/ledger/", "/directory/", "/me/"):
        assert client.get(path)["Location"] == "/account/password/", path
    fragment = client.get("/inbox/number/", headers={"hx-request": "true"})
    assert fragment["HX-Redirect"] == "/account/password/"
    assert "这是初始密码" in client.get("/account/password/").content.decode()

    same = {"oldpassword": password, "password1": password, "password2": password}
    assert "请换一个只有自己知道的" in client.post("/account/password/", same).content.decode()
    own = {"oldpassword": password, "password1": "qingchen-2026", "password2": "qingchen-2026"}
    client.post("/account/password/", own)
    assert client.get("/directory/").status_code == 200
    assert Event.objects.filter(verb="change_password").exists()


def test_a_password_is_shown_once_and_kept_nowhere(cast: Cast) -> None:
    newcomer(cast)
    client = client_of("guanli")
    password = open_account(client, "唐小阳", "tangxy")
    assert password not in client.get("/administration/accounts/").content.decode()
    assert not any(password in str(e.payload.data) for e in Event.objects.select_related("payload"))


def test_a_disabled_account_is_out_at_once_and_comes_back(cast: Cast) -> None:
    del cast
    liaison, administrator = client_of("lianluo"), client_of("guanli")
    account = Account.objects.get(login="lianluo")
    assert liaison.get("/ledger/").status_code == 200
    assert "已停用" in said(administrator, f"/administration/accounts/{account.pk}/disable/")
    assert liaison.get("/ledger/")["Location"].startswith("/account/login/")
    assert liaison.post("/inbox/1/acknowledge/").status_code == 302
    said(administrator, f"/administration/accounts/{account.pk}/enable/")
    assert client_of("lianluo").get("/ledger/").status_code == 200
    verbs = Event.objects.filter(chain=f"directory:account:{account.pk}").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["disable_account", "enable_account"]


def test_an_administrator_cannot_disable_himself(cast: Cast) -> None:
    del cast
    account = Account.objects.get(login="guanli")
    assert "不能停用自己的账号" in said(client_of("guanli"), f"/administration/accounts/{account.pk}/disable/")
    account.refresh_from_db()
    assert account.is_active


def test_a_reset_ends_the_sessions_under_the_old_password(cast: Cast) -> None:
    del cast
    liaison = client_of("lianluo")
    account = Account.objects.get(login="lianluo")
    assert "密码已重置" in said(client_of("guanli"), f"/administration/accounts/{account.pk}/reset/")
    assert liaison.get("/ledger/")["Location"].startswith("/account/login/")
    account.refresh_from_db()
    assert account.must_change_password


def test_an_account_without_a_person_can_do_nothing_in_a_programme(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        actions.open_account(cast.administrator, login="nobody", password="x")
    assert refused.value.refusal.code == "account_needs_person"
    made = actions.open_account(cast.administrator, login="xitong", password="x", administrator=True)
    actor = actor_for(Account.objects.get(pk=made), MONDAY)
    assert (actor.person_id, actor.posts, actor.memberships) == (None, (), ())


def test_one_person_has_one_account(cast: Cast) -> None:
    del cast
    person = Account.objects.get(login="lianluo").person_id
    page = said(client_of("guanli"), "/administration/accounts/open/", {"login": "second", "person": person})
    assert "已有账号“lianluo”" in page


def test_demo_accounts_are_made_on_this_machine_only(cast: Cast, settings: Settings) -> None:
    person = newcomer(cast)
    settings.LOOPBACK = False
    with pytest.raises(Refused) as refused:
        actions.open_account(cast.administrator, login="demo", password="x", person_id=person, demo=True)
    assert refused.value.refusal.code == "demo_on_this_machine_only"


def test_a_year_not_published_yet_is_said_plainly(cast: Cast) -> None:
    del cast
    client = client_of("guanli")
    assert (
        "2027年的放假安排尚未发布，暂按周末计算" in client.get("/administration/calendar/?year=2027").content.decode()
    )
    known = client.get("/administration/calendar/?year=2026").content.decode()
    assert "尚未发布，暂按周末计算" not in known
    assert "国庆节" in known
    assert client.get("/administration/calendar/?year=²²²²").status_code == 200


def test_the_offices_own_days_lie_over_the_published_ones(cast: Cast) -> None:
    del cast
    client = client_of("guanli")
    new = {"first": "2027-04-05", "last": "2027-04-07", "kind": "off", "name": "示范节"}
    assert "示范节" in said(client, "/administration/calendar/set/", new)
    assert not queries.calendar().is_workday(date(2027, 4, 6))
    said(client, "/administration/calendar/remove/", {"day": "2027-04-06"})
    assert queries.calendar().is_workday(date(2027, 4, 6))
    assert CalendarDay.objects.count() == 2
    assert "不早于开始日期" in said(
        client, "/administration/calendar/set/", {"first": "2027-04-05", "last": "2027-04-01"}
    )


def test_a_post_ends_on_a_day_and_is_kept(cast: Cast) -> None:
    client = client_of("guanli")
    post = Appointment.objects.get(person__name=cast.liaison.name)
    last = cast.liaison.today
    page = said(client, f"/administration/people/{post.pk}/end/", {"day": last.isoformat()})
    assert "已登记卸任" in page
    assert cast.liaison.posts
    assert not cast.actor("lianluo", MONDAY + timedelta(days=1)).posts
    again = said(client, f"/administration/people/{post.pk}/end/", {"day": last.isoformat()})
    assert "未再改动" in again


def test_a_liaison_hands_over_to_another_person_from_a_day(cast: Cast) -> None:
    client, successor = client_of("guanli"), newcomer(cast)
    post = Appointment.objects.get(person__name=cast.liaison.name)
    page = client.get(f"/administration/people/{post.pk}/").content.decode()
    assert page.index("唐小阳（市发改委") < page.index("（市财政局")  # of the same unit first
    day = (MONDAY + timedelta(days=7)).date()
    said(client, f"/administration/people/{post.pk}/hand-over/", {"person": successor, "day": day.isoformat()})
    unit = cast.unit("市发改委")
    for on, name in ((day - timedelta(days=1), cast.liaison.name), (day, "唐小阳")):
        found = queries.contacts(on=on, organizations=[unit], roles=[PostRole.LIAISON])
        assert [c.name for c in found] == [name]
    assert Appointment.objects.filter(pk=post.pk).exists()


def test_members_join_and_leave_a_group_and_both_are_recorded(cast: Cast) -> None:
    client = client_of("guanli")
    office = Group.objects.get(kind=GroupKind.OFFICE)
    person = newcomer(cast)
    path = f"/administration/groups/{office.pk}/add/"
    assert "唐小阳" in said(client, path, {"who": f"p{person}", "role": "clerk"})
    member = GroupMember.objects.get(person_id=person)
    assert member.role == GroupRole.CLERK
    assert "未重复登记" in said(client, path, {"who": f"p{person}", "role": "clerk"})
    assert "请选择一个人员或一个单位" in said(client, path, {"who": "²"})
    said(client, f"/administration/members/{member.pk}/remove/")
    assert not GroupMember.objects.filter(person_id=person).exists()
    verbs = Event.objects.filter(chain=f"programme:{cast.programme}").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["add_member", "remove_member"]


def test_a_professional_group_gets_another_leading_organization_and_categories(cast: Cast) -> None:
    group = Group.objects.filter(kind=GroupKind.PROFESSIONAL).first()
    assert group is not None
    new = {"leading": cast.unit("县发改局"), "mandate": "统筹", "categories": ["policy", "project", "nonsense"]}
    said(client_of("guanli"), f"/administration/groups/{group.pk}/", new)
    group.refresh_from_db()
    assert (group.leading_organization_id, group.categories) == (cast.unit("县发改局"), ["policy", "project"])


def test_the_chains_are_verified_at_the_press_of_a_button(cast: Cast) -> None:
    del cast
    client = client_of("guanli")
    assert "全部完好" in said(client, "/administration/system/verify/")
    Event.objects.filter(verb="add_region").update(actor_name="别人")
    assert "哈希不符，记录被改动" in said(client, "/administration/system/verify/")


def test_an_empty_system_leads_its_administrator_from_regions_to_a_programme(db: None) -> None:
    from heli.cli.admin import open_administrator

    del db
    open_administrator("guanli", "shifan-guanli-1")
    client = client_of("guanli")
    assert client.get("/")["Location"] == "/administration/"
    assert "启用步骤" in client.get("/administration/").content.decode()
    said(client, "/administration/regions/", {"name": "示范市", "level": "city"})
    city = Region.objects.get(name="示范市")
    county = {"name": "示范县", "level": "county", "parent": city.pk}
    said(client, "/administration/regions/", county)
    assert "未重复登记" in said(client, "/administration/regions/", county)
    lower = Region.objects.get(name="示范县")
    said(client, "/directory/add/", {"region": city.pk, "name": "示范市推动办公室", "short_name": "市推动办"})
    (office,) = queries.organizations()
    new = {
        "name": "突破县域经济",
        "starts_on": "2026-01-01",
        "upper": city.pk,
        "lower": lower.pk,
        "acting": "upper",
        "office": office.id,
    }
    assert "须在统筹地区之下" in said(client, "/administration/programmes/new/", new | {"lower": city.pk})
    page = said(client, "/administration/programmes/new/", new)
    assert "已设立“突破县域经济”" in page
    programme = Programme.objects.get()
    assert programme.acting_region_id == city.pk
    assert list(programme.groups.values_list("kind", flat=True)) == ["office", "promotion", "coordination"]
    assert client.get("/").status_code == 200
    changed = new | {"authority": "示办发〔2026〕8号", "ends_on": "2025-01-01"}
    assert "不能早于开始日期" in said(client, f"/administration/programmes/{programme.pk}/change/", changed)
    assert "示办发〔2026〕8号" in said(
        client, f"/administration/programmes/{programme.pk}/change/", changed | {"ends_on": "2028-12-31"}
    )


def test_pasted_units_and_people_are_judged_line_by_line_before_they_are_registered(cast: Cast) -> None:
    client, region = client_of("guanli"), cast.stage.regions["示范县"]
    units = "全称\t简称\t其他写法\n示范县林业局\t县林业局\t林业、县林草局\n示范县林业局\t\t\n\t县水利局\t\n"
    form = {"region": region, "text": units}
    page = said(client, "/administration/paste/units/", form)
    assert "登记其余 1 行" in page
    assert "没有全称" in page
    assert "已登记过或前面已有" in page
    said(client, "/administration/paste/units/", form | {"register": "1"})

    good = "唐小阳\t县林草局\t\t联络员\t13900008888\n唐小阳\t县发改局\t干部\t\t13900008888\n"
    people = good + "秦小雪\t无此局\n孟小满\t县林业局\t\t书记\n"
    page = said(client, "/administration/paste/people/", {"text": people})
    assert "通讯录中没有“无此局”" in page
    assert "“书记”不是主要负责人、分管负责人、联络员、工作人员" in page
    said(client, "/administration/paste/people/", {"text": people, "register": "1"})
    person = Person.objects.get(name="唐小阳")
    assert [a.organization.short_name for a in person.appointments.all()] == ["县发改局", "县林业局"]
    assert not Person.objects.filter(name__in=["秦小雪", "孟小满"]).exists()
