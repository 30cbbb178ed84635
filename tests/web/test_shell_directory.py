"""通讯录."""

from django.test import Client

from heli.directory.models import Account, Organization, OrganizationAlias, Person
from tests.cast import Cast


def client_of(login: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(login=login))
    return client


def test_phones_are_masked_in_lists_and_shown_one_by_one_on_purpose(cast: Cast) -> None:
    person = Person.objects.get(name="陈谷雨")
    client = client_of("lianluo")
    for path in ("/directory/", f"/directory/{cast.unit('市发改委')}/"):
        page = client.get(path).content.decode()
        assert "陈谷雨" in page
        assert person.phone not in page
    assert person.phone in client.get(f"/directory/phone/{person.pk}/").content.decode()


def test_units_stand_in_institutional_order_city_before_county(cast: Cast) -> None:
    del cast
    page = client_of("lianluo").get("/directory/").content.decode()
    shown = [page.index(f">{name}</a>") for name in ("市委", "市发改委", "市财政局", "县发改局", "城关镇")]
    assert shown == sorted(shown)


def test_a_unit_is_found_by_the_initials_of_its_name_and_of_its_people(cast: Cast) -> None:
    del cast
    client = client_of("lianluo")
    for words in ("sfgw", "cgy", "发展改革委", "陈谷雨"):
        page = client.get("/directory/", {"words": words}).content.decode()
        assert ">市发改委</a>" in page, words
        assert ">县教体局</a>" not in page, words


def test_the_office_registers_a_unit_and_another_way_to_write_it(cast: Cast) -> None:
    client = client_of("jingban")
    region = cast.stage.regions["示范县"]
    new = {
        "region": region,
        "name": "示范县林业局",
        "short_name": "县林业局",
        "kind": "department",
        "aliases": "林业、县林业",
    }
    page = client.post("/directory/add/", new, follow=True)
    assert "已登记“示范县林业局”" in page.content.decode()
    made = Organization.objects.get(name="示范县林业局")
    client.post(f"/directory/{made.pk}/alias/", {"name": "县林草局"})
    assert set(made.aliases.values_list("name", flat=True)) == {"林业", "县林业", "县林草局"}


def test_the_same_alias_twice_is_refused_with_a_reason(cast: Cast) -> None:
    client, unit = client_of("jingban"), cast.unit("市发改委")
    answer = client.post(f"/directory/{unit}/alias/", {"name": "发改委"}, headers={"hx-request": "true"})
    assert answer.status_code == 409
    assert "已经登记过" in answer.content.decode()


def test_a_person_and_the_post_are_registered_together(cast: Cast) -> None:
    client, unit = client_of("jingban"), cast.unit("县教体局")
    new = {"name": "唐小阳", "title": "办公室主任", "role": "liaison", "phone": "13900009999"}
    fragment = client.post(f"/directory/{unit}/post/", new, headers={"hx-request": "true"}).content.decode()
    assert "唐小阳" in fragment
    assert "联络员" in fragment


def test_a_liaison_may_read_but_not_change_the_directory(cast: Cast) -> None:
    client, unit = client_of("lianluo"), cast.unit("市发改委")
    assert "登记单位" not in client.get("/directory/").content.decode()
    answer = client.post(f"/directory/{unit}/alias/", {"name": "新写法"})
    assert answer.status_code == 409
    assert "通讯录由推动办和管理员维护" in answer.content.decode()
    assert not OrganizationAlias.objects.filter(name="新写法").exists()


def test_groups_show_who_leads_them_and_their_mandate(cast: Cast) -> None:
    del cast
    page = client_of("lianluo").get("/directory/groups/").content.decode()
    assert "招商引资组" in page
    assert "县商务和投资促进局" in page
