"""A server that is down, slow, full, lying or cut off: one clear sentence, never a part of an answer."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from servers import free_port

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage import asking
from kgov.storage.endpoint import EndpointStore
from kgov.storage.server import Server
from kgov.storage.store import Holding

RESULTS = "application/sparql-results+json"
QUERY = "SELECT ?s WHERE { ?s ?p ?o }"
NOTE = Holding("urn:test:g", "list", "a.ttl", "1").text()
Behaviour = Callable[[BaseHTTPRequestHandler, str], None]


def rows(name: str, *values: str) -> bytes:
    bindings = [{name: {"type": "literal", "value": value}} for value in values]
    return json.dumps({"head": {"vars": [name]}, "results": {"bindings": bindings}}).encode()


def answer(
    handler: BaseHTTPRequestHandler, body: bytes, kind: str = RESULTS, status: int = 200, **headers: str
) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    for name, value in {"Content_Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


class Fake:
    """A server on this computer that answers the question of its notes, and else behaves as it is told."""

    def __init__(self) -> None:
        self.behaviour: Behaviour = lambda handler, _: answer(handler, rows("s", "x"))
        self.seen: list[tuple[str, str]] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                fake.seen.append((self.path, self.headers.get("Authorization", "")))
                if "urn%3Akgov%3Aholding%3E" in sent and "update=" not in sent and self.path == "/query":
                    answer(self, rows("note", NOTE))
                else:
                    fake.behaviour(self, sent)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/query"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def store(self, **wanted: object) -> EndpointStore:
        return EndpointStore(Server(self.url, **{"deadline": 5.0, **wanted}))  # type: ignore[arg-type]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    monkeypatch.setattr(asking, "_PAUSES", (0.01, 0.01, 0.01))
    made = Fake()
    yield made
    made.server.shutdown()
    made.server.server_close()


def refused(store: EndpointStore, query: str = QUERY) -> Both:
    """What the user is told."""
    with pytest.raises(KgovError) as error:
        store.select(query)
    assert error.value.problem.sv != error.value.problem.en and error.value.where
    return error.value.problem


def test_an_answer_that_is_whole_is_taken(fake: Fake) -> None:
    assert fake.store().select(QUERY).rows == [("x",)]


def test_a_server_that_is_down() -> None:
    store = EndpointStore(Server(f"http://127.0.0.1:{free_port()}/query", deadline=2))
    assert refused(store).en.startswith("the server cannot be reached")


def test_a_server_that_takes_the_call_and_is_silent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = EndpointStore(Server(f"http://127.0.0.1:{silent.getsockname()[1]}/query", deadline=0.3))
        started = time.monotonic()
        assert refused(store).en == "the server did not answer within 0.3 seconds"
        assert time.monotonic() - started < 3


def test_a_server_that_sends_a_byte_at_a_time_meets_the_deadline(fake: Fake) -> None:
    def trickle(handler: BaseHTTPRequestHandler, _: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", RESULTS)
        handler.end_headers()
        for byte in rows("s", "x" * 1000):
            try:
                handler.wfile.write(bytes([byte]))
            except OSError:
                return
            time.sleep(0.05)

    fake.behaviour = trickle
    started = time.monotonic()
    assert "did not answer within" in refused(fake.store(deadline=0.5)).en
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("framed", [True, False], ids=["with its length", "without"])
def test_a_body_that_is_cut(fake: Fake, framed: bool) -> None:
    whole = rows("s", *map(str, range(50)))

    def cut(handler: BaseHTTPRequestHandler, _: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", RESULTS)
        if framed:
            handler.send_header("Content-Length", str(len(whole)))
        handler.end_headers()
        handler.wfile.write(whole[: len(whole) // 2])
        handler.close_connection = True

    fake.behaviour = cut
    assert "broke off its answer" in refused(fake.store()).en


def test_a_body_that_is_cut_once_is_asked_for_again(fake: Fake) -> None:
    def once(handler: BaseHTTPRequestHandler, _: str) -> None:
        whole = rows("s", "x")
        sent = whole[:-3] if len(fake.seen) < 3 else whole
        answer(handler, sent, Content_Length=str(len(whole)))
        handler.close_connection = True

    fake.behaviour = once
    assert fake.store().select(QUERY).rows == [("x",)]


def test_an_error_written_into_a_200(fake: Fake) -> None:
    text = rows("s", "x")[:-2] + b"The SPARQL operation has been cancelled"
    fake.behaviour = lambda handler, _: answer(handler, text)
    assert "broke off its answer" in refused(fake.store()).en


def test_a_web_page(fake: Fake) -> None:
    fake.behaviour = lambda handler, _: answer(handler, b"<html>Log in</html>", "text/html; charset=utf-8")
    assert "a web page" in refused(fake.store()).en


def test_an_answer_that_is_too_large(fake: Fake) -> None:
    fake.behaviour = lambda handler, _: answer(handler, rows("s", "x" * 5000))
    assert refused(fake.store(max_bytes=4000)).en == "the answer is larger than 4000 bytes"


@pytest.mark.parametrize("pause", ["0", "Wed, 21 Oct 2015 07:28:00 GMT", ""])
def test_a_busy_server_is_asked_again(fake: Fake, pause: str) -> None:
    def busy(handler: BaseHTTPRequestHandler, _: str) -> None:
        if len(fake.seen) < 4:
            answer(handler, b"", "text/plain", 503, **({"Retry_After": pause} if pause else {}))
        else:
            answer(handler, rows("s", "x"))

    fake.behaviour = busy
    assert fake.store().select(QUERY).rows == [("x",)]


def test_a_server_that_stays_busy_is_left_alone(fake: Fake) -> None:
    fake.behaviour = lambda handler, _: answer(handler, b"later", "text/plain", 503)
    assert "too much to do (HTTP 503: later)" in refused(fake.store()).en
    assert len(fake.seen) == 1 + 4


def test_a_pause_beyond_the_deadline_is_not_waited_for(fake: Fake) -> None:
    fake.behaviour = lambda handler, _: answer(handler, b"", "text/plain", 503, Retry_After="3600")
    started = time.monotonic()
    assert "too much to do" in refused(fake.store()).en
    assert time.monotonic() - started < 3


def test_rows_that_the_server_keeps_to_itself_and_says_so(fake: Fake) -> None:
    fake.behaviour = lambda handler, _: answer(handler, rows("s", "x"), X_SPARQL_MaxRows="1")
    assert "only a part" in refused(fake.store()).en


def test_rows_that_the_server_keeps_to_itself_without_a_word(fake: Fake) -> None:
    def cap(handler: BaseHTTPRequestHandler, sent: str) -> None:
        answer(handler, rows("rows", "1500") if "COUNT" in sent else rows("s", *map(str, range(1000))))

    fake.behaviour = cap
    assert "only a part" in refused(fake.store()).en


def test_a_change_is_not_sent_twice_where_that_could_do_harm(fake: Fake) -> None:
    fake.behaviour = lambda handler, _: answer(handler, b"", "text/plain", 503)
    with pytest.raises(KgovError):
        fake.store()._asker.change("MOVE <urn:a> TO <urn:b>")
    assert len(fake.seen) == 1


def refer(status: int, to: str) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler, _: str) -> None:
        if handler.path == "/query":
            answer(handler, b"", "text/plain", status, Location=to)
        else:
            answer(handler, rows("s", "elsewhere"))

    return behave


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_server_that_refers_to_another_address_is_followed(fake: Fake, status: int) -> None:
    fake.behaviour = refer(status, "/other")
    assert fake.store().select(QUERY).rows == [("elsewhere",)]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_password_is_never_taken_to_another_address(fake: Fake, status: int) -> None:
    fake.behaviour = refer(status, "/other")
    assert "refers to" in refused(fake.store(user="u", password="secret")).en
    assert {path for path, _ in fake.seen} == {"/query"}
    assert all(sent.startswith("Basic ") for _, sent in fake.seen)


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_no_other_kind_of_address_is_followed(fake: Fake, to: str) -> None:
    fake.behaviour = refer(302, to)
    assert refused(fake.store()).en


def test_a_server_that_never_stops_referring(fake: Fake) -> None:
    fake.behaviour = lambda handler, _: answer(handler, b"", "text/plain", 302, Location=handler.path)
    assert refused(fake.store()).en


@pytest.mark.parametrize(
    "wanted",
    [
        {"url": "http://server.example/sparql", "user": "u", "password": "p"},
        {"url": "https://u:p@server.example/sparql"},
        {"url": "https://server.example/q", "update_url": "http://server.example/u", "user": "u"},
        {"url": "ftp://server.example/"},
        {"url": "server.example"},
    ],
)
def test_an_address_that_would_give_a_password_away_is_refused(wanted: dict[str, str]) -> None:
    with pytest.raises(KgovError) as error:
        Server(**wanted)  # type: ignore[arg-type]
    assert "u:p" not in str(error.value)


def test_a_server_that_wants_to_know_who_asks(fake: Fake) -> None:
    fake.behaviour = lambda handler, _: answer(handler, b"", "text/plain", 401)
    assert "does not let us in" in refused(fake.store()).en


def test_lists_that_are_replaced_while_they_are_read(fake: Fake) -> None:
    store = fake.store()
    store.holdings()
    store._noted = {}
    assert "replaced while they were read" in refused(store).en


def test_describe_is_refused(fake: Fake) -> None:
    with pytest.raises(KgovError, match="DESCRIBE"):
        fake.store().select("DESCRIBE <urn:test:s>")
