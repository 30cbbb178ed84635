"""A model proposes; what it proposes must stand in the text; no text leaves the listed networks."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from heli.documents.intake.draft import Directive
from heli.documents.intake.quoting import chunks, proposer, quoted
from heli.documents.intake.read import PROPOSED_CERTAINTY, read
from heli.language_model.endpoint import Endpoint, OutsideNetworks, Unavailable

TEXT = "示范市召开座谈会。会议听取了汇报。各组把材料收齐，送市推动办。会议圆满结束。"


class Model(BaseHTTPRequestHandler):
    """Answers what the test has put into `says`, and keeps what it was asked."""

    says: str = "[]"
    status = 200
    asked: list[dict[str, object]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Model.asked.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
        self.send_response(Model.status)
        if Model.status == 302:
            self.send_header("Location", "http://127.0.0.1:9/")
        answer = json.dumps({"choices": [{"message": {"content": Model.says}}]}).encode()
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        del args


@pytest.fixture
def address() -> Iterator[str]:
    Model.says, Model.status, Model.asked = "[]", 200, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_a_model_quotes_becomes_a_doubtful_demand(address: str) -> None:
    Model.says = '好的：["把材料收齐，送市推动办"]'
    endpoint = Endpoint.of(address, "local", ["127.0.0.0/8"], key="k")
    draft = read(TEXT.encode(), "a.txt", propose=proposer(endpoint.ask))
    proposed = [d for d in draft.directives if d.certainty == PROPOSED_CERTAINTY]
    assert [d.text for d in proposed] == ["把材料收齐，送市推动办"]
    assert draft.document.text[proposed[0].span.start : proposed[0].span.end] == proposed[0].text
    assert Model.asked[0]["path"] == "/v1/chat/completions"
    assert Model.asked[0]["key"] == "Bearer k"


@pytest.mark.parametrize(
    "says", ['["把资料收齐，送市推动办"]', '["送"]', "没有", '{"a": 1}', "[1, null]", '["把材料', "[[]]"]
)
def test_what_does_not_stand_in_the_text_is_dropped(says: str) -> None:
    assert quoted(says, TEXT, 0, len(TEXT)) == []


def test_an_address_outside_the_networks_gets_nothing(address: str) -> None:
    endpoint = Endpoint.of(address, "local", ["10.0.0.0/8"])
    with pytest.raises(OutsideNetworks, match="没有发送任何内容"):
        endpoint.ask("指示", TEXT)
    assert Model.asked == []


def test_with_no_network_listed_nothing_may_be_asked(address: str) -> None:
    with pytest.raises(OutsideNetworks):
        Endpoint.of(address, "local", []).ask("指示", TEXT)


def test_a_redirect_is_not_followed(address: str) -> None:
    Model.status = 302
    with pytest.raises(Unavailable, match="302"):
        Endpoint.of(address, "local", ["127.0.0.0/8"]).ask("指示", TEXT)


def test_a_model_that_is_down_says_so() -> None:
    with pytest.raises(Unavailable, match="没有应答"):
        Endpoint.of("http://127.0.0.1:9/v1", "local", ["127.0.0.0/8"], seconds=2).ask("指示", TEXT)


@pytest.mark.parametrize("address", ["ftp://10.0.0.1/v1", "10.0.0.1", "http://user:pw@10.0.0.1/v1", "http:///v1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="不是模型服务的地址"):
        Endpoint.of(address, "local", [])


def test_a_long_text_is_asked_in_whole_paragraphs() -> None:
    text = "\n".join("第" + "甲" * n for n in range(500, 1500, 100))
    spans = list(chunks(text))
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(text[b - 1] == "\n" for _, b in spans[:-1])


def test_the_model_is_not_told_what_the_rules_found() -> None:
    heard: list[str] = []

    def ask(instruction: str, text: str) -> str:
        heard.append(instruction + text)
        return "[]"

    found: list[Directive] = []
    assert proposer(ask)(TEXT, found) == []
    assert TEXT in heard[0]
