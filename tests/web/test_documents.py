"""Bringing a document in: what is taken, what is refused, and that nothing of a refusal stays."""

import typing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from heli.directory.models import Account
from heli.documents.models import Document
from tests.cast import Cast

REPORT = """示范县县域经济发展座谈会召开
5月6日，示范县县域经济发展座谈会召开。市委副书记赵明讲话，县长钱亮主持会议。
赵明要求，大家要坚定信心、奋发进取。市直各部门要出台支持示范县的政策清单，6月30日前印发实施。市财政局要牵头设立县域发展资金，市发改委配合。要努力破解用地难、融资难，强化瓶颈突破。县招才引智中心要引荐一批战略投资者。
近年来，示范县取得了良好成绩。
"""


def signed_in(login: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(login=login))
    return client


def bring(client: Client, content: bytes, filename: str = "座谈会报道.txt") -> HttpResponse:
    upload = SimpleUploadedFile(filename, content)
    return typing.cast(HttpResponse, client.post("/documents/bring-in/", {"file": upload}))


def kept_files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_dropped_file_leads_to_its_review_page(cast: Cast) -> None:
    del cast
    client = signed_in("jingban")
    answer = bring(client, REPORT.encode())
    document = Document.objects.get()
    assert answer["Location"] == f"/documents/{document.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert "示范县县域经济发展座谈会" in page
    assert "待核依据" in page


def test_pasted_text_is_taken_in_as_a_document(cast: Cast) -> None:
    del cast
    answer = signed_in("jingban").post("/documents/bring-in/", {"text": REPORT})
    assert answer.status_code == 302
    assert Document.objects.get().filename == "粘贴文本.txt"


def test_several_files_go_back_to_the_list(cast: Cast) -> None:
    del cast
    files = [SimpleUploadedFile(f"{n}.txt", f"{REPORT}第{n}份。".encode()) for n in (1, 2)]
    client = signed_in("jingban")
    answer = client.post("/documents/bring-in/", {"file": files}, follow=True)
    assert answer.redirect_chain == [("/documents/", 302)]
    assert "已接收 2 份" in answer.content.decode()


@pytest.mark.parametrize("marking", ["机密★20年", "绝密★长期", "秘密★5年"])
def test_a_secret_file_is_refused_and_nothing_of_it_is_kept(cast: Cast, marking: str) -> None:
    del cast
    answer = bring(signed_in("jingban"), f"{marking}\n{REPORT}".encode())
    assert answer.status_code == 409
    assert "座谈会报道.txt" in answer.content.decode()
    assert not Document.objects.exists()
    assert kept_files() == []


def test_a_refused_text_stays_in_its_box(cast: Cast) -> None:
    del cast
    answer = signed_in("jingban").post("/documents/bring-in/", {"text": f"机密★10年\n{REPORT}"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "县招才引智中心要引荐一批战略投资者" in page
    assert 'role="alert"' in page
    assert not Document.objects.exists()


def test_the_same_file_twice_leads_to_the_first(cast: Cast) -> None:
    del cast
    client = signed_in("jingban")
    bring(client, REPORT.encode())
    answer = bring(client, REPORT.encode(), "改了名字.txt")
    assert answer.status_code == 409
    assert f'href="/documents/{Document.objects.get().pk}/"' in answer.content.decode()


@pytest.mark.parametrize(("content", "filename"), [(b"", "空.txt"), (b"\x00\x01\x02\xff" * 400, "乱.bin")])
def test_what_cannot_be_read_is_refused_by_name(cast: Cast, content: bytes, filename: str) -> None:
    del cast
    answer = bring(signed_in("jingban"), content, filename)
    assert answer.status_code == 409
    assert f"《{filename}》未能接收" in answer.content.decode()
    assert not Document.objects.exists()


def test_nothing_chosen_says_what_to_do(cast: Cast) -> None:
    del cast
    answer = signed_in("jingban").post("/documents/bring-in/", {})
    assert "请先选择文件，或粘贴正文" in answer.content.decode()


@pytest.mark.parametrize("address", ["/documents/", "/documents/{id}/", "/documents/{id}/original/"])
def test_a_liaison_may_not_open_documents(cast: Cast, address: str) -> None:
    del cast
    bring(signed_in("jingban"), REPORT.encode())
    answer = signed_in("lianluo").get(address.format(id=Document.objects.get().pk))
    assert answer.status_code == 403
    assert "来文由推动办和领导查阅" in answer.content.decode()


def test_a_leader_reads_but_brings_nothing_in(cast: Cast) -> None:
    del cast
    bring(signed_in("jingban"), REPORT.encode())
    leader = signed_in("lingdao")
    listing = leader.get("/documents/")
    assert listing.status_code == 200
    assert 'type="file"' not in listing.content.decode()
    assert bring(leader, b"x").status_code == 403
    review = leader.get(f"/documents/{Document.objects.get().pk}/").content.decode()
    assert "列入拟办<kbd>" not in review


def test_the_original_comes_back_byte_for_byte(cast: Cast) -> None:
    del cast
    client = signed_in("jingban")
    bring(client, REPORT.encode("gb18030"))
    answer = client.get(f"/documents/{Document.objects.get().pk}/original/")
    assert answer.content == REPORT.encode("gb18030")
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_list_is_found_by_words_of_the_text(cast: Cast) -> None:
    del cast
    client = signed_in("jingban")
    bring(client, REPORT.encode())
    address = f'href="/documents/{Document.objects.get().pk}/"'
    assert address in client.get("/documents/", {"words": "招才引智"}).content.decode()
    nothing = client.get("/documents/", {"words": "港口"}).content.decode()
    assert address not in nothing
    assert "没有找到" in nothing


def test_a_document_that_is_not_there_is_not_found(cast: Cast) -> None:
    del cast
    assert signed_in("jingban").get("/documents/999/").status_code == 404
