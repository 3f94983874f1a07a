"""The client of endpoints tries again where that helps, gives up with a cure, and keeps the key to itself."""

import logging
import time
import traceback
from types import SimpleNamespace

import pytest

from netgraph.errors import DocumentError, SetupError
from netgraph.extract.endpoint import Client, Endpoint, read_body

KEY = "sk-test-0123456789"


@pytest.fixture
def ask(server):
    """Asks the server; ``ask.waits`` are the seconds waited, ``ask.client`` the client."""

    def ask(understand=lambda answer: answer, *, retries=2, timeout=5.0, key=KEY):
        ask.client = Client(Endpoint(server.url, timeout=timeout, retries=retries), key, ask.waits.append)
        return ask.client.ask({"question": 1}, understand)

    ask.waits = []
    return ask


def test_an_answer_comes_back_and_its_tokens_are_counted(server, ask):
    server.script = [(200, {"usage": {"prompt_tokens": 7, "completion_tokens": 2}})]
    assert ask()["usage"]["prompt_tokens"] == 7
    assert dict(ask.client.usage) == {"requests": 1, "retries": 0, "input_tokens": 7, "output_tokens": 2}
    path, headers = server.headers[0]
    assert (path, headers["Authorization"]) == ("/v1/chat/completions", f"Bearer {KEY}")


def test_without_a_key_none_is_sent(server, ask):
    server.script = [(200, {})]
    ask(key=None)
    assert "Authorization" not in server.headers[0][1]


@pytest.mark.parametrize("usage", ["many", None, *({"prompt_tokens": n} for n in ("7", -1, True, 10**12))])
def test_nonsense_instead_of_counts_counts_nothing(usage, server, ask):
    server.script = [(200, {"usage": usage})]
    ask()
    assert ask.client.usage["input_tokens"] == 0


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_later(status, server, ask):
    server.script = [(status, "busy"), (status, "busy"), (200, {"ok": 1})]
    assert ask() == {"ok": 1}
    assert ask.waits == [1.0, 2.0]
    assert ask.client.usage["retries"] == 2


@pytest.mark.parametrize(
    ("header", "wait"), [("7", 7.0), ("0", 0.0), ("9999", 60.0), ("-3", 1.0), ("soon", 1.0), ("²", 1.0)]
)
def test_the_server_says_how_long_to_wait_within_bounds(header, wait, server, ask):
    server.script = [(429, "", {"Retry-After": header.encode().decode("latin-1")}), (200, {})]
    ask()
    assert ask.waits == [wait]


def test_broken_json_is_asked_for_again(server, ask):
    server.script = [(200, "{"), (200, "[" * 100_000), (200, {"ok": 1})]
    assert ask() == {"ok": 1}


def test_an_answer_that_is_not_understood_is_asked_for_again_and_counted(server, ask):
    def understand(answer):
        if answer["n"] < 2:
            raise ValueError("too small")
        return answer["n"]

    server.script = [(200, {"n": 1, "usage": {"prompt_tokens": 5}}), (200, {"n": 2, "usage": {"prompt_tokens": 5}})]
    assert ask(understand) == 2
    assert ask.client.usage["input_tokens"] == 10


def test_a_server_that_never_answered_stops_the_run(server, ask):
    server.script = [(500, {"error": {"message": "model is loading"}})]
    with pytest.raises(SetupError, match=r"HTTP 500: model is loading \(3 attempts\); is the server running"):
        ask()
    assert len(server.asked) == 3


def test_a_server_that_fails_later_fails_the_document_only(server, ask):
    server.script = [(200, {}), (500, "")]
    ask()
    with pytest.raises(DocumentError, match="HTTP 500"):
        ask.client.ask({}, dict)


def test_a_silent_server_is_given_up_after_the_timeout(server, ask):
    server.script = [(200, None)]
    with pytest.raises(SetupError, match="no answer"):
        ask(timeout=0.2, retries=1)
    assert ask.waits == [1.0]


def test_nobody_there_is_a_setup_error(server):
    server.server_close()
    client = Client(Endpoint(server.url, retries=1), KEY, lambda wait: None)
    with pytest.raises(SetupError, match="is the server running, and is base_url right"):
        client.ask({}, dict)


def test_an_endless_answer_is_not_read_to_the_end(server, ask, monkeypatch):
    monkeypatch.setattr("netgraph.extract.endpoint.LARGEST", 1000)
    server.script = [(200, "x" * 5000)]
    with pytest.raises(SetupError, match="more than 1000 bytes"):
        ask(retries=0)


def test_a_server_that_sends_byte_after_byte_is_given_up_at_the_limit():
    with pytest.raises(TimeoutError, match="takes too long"):
        read_body(SimpleNamespace(read1=lambda size: b" "), time.monotonic() + 0.05)


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (401, SetupError, "OPENAI_API_KEY"),
        (403, SetupError, "OPENAI_API_KEY"),
        (404, SetupError, "name of the model"),
        (400, DocumentError, "too long"),
        (413, DocumentError, "too long"),
    ],
)
def test_a_refusal_is_final_and_names_the_cure(status, kind, words, server, ask):
    server.script = [(status, {"error": {"message": "too long"}})]
    with pytest.raises(kind, match=words):
        ask()
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_so_the_key_goes_nowhere_else(status, server, ask):
    server.script = [(status, "", {"Location": server.url.replace("/v1", "/elsewhere")}), (200, {})]
    with pytest.raises(SetupError, match=f"HTTP {status}"):
        ask()
    assert [path for path, _ in server.headers] == ["/v1/chat/completions"]


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_a_server_that_repeats_the_key_does_not_get_it_into_errors_and_logs(status, server, ask, caplog):
    caplog.set_level(logging.DEBUG)
    server.script = [(status, {"error": {"message": f"wrong key\n{KEY}\x1b[31m {KEY}"}})]
    with pytest.raises((SetupError, DocumentError)) as caught:
        ask(retries=0)
    said = "".join(traceback.format_exception(caught.value)) + caplog.text + repr(vars(caught.value))
    assert "wrong key" in said
    assert KEY not in said
    assert "\x1b" not in said


def test_a_key_that_cannot_be_one_is_refused_without_being_repeated():
    for key in ("sk with space", "sk-\u2026", "sk\r\nX-Header: 1"):
        with pytest.raises(SetupError, match="OPENAI_API_KEY") as caught:
            Client(Endpoint("http://localhost:1/v1"), key)
        assert key not in "".join(traceback.format_exception(caught.value))


def test_a_key_on_an_open_line_is_warned_of(caplog):
    Client(Endpoint("http://models.example/v1"), KEY)
    assert "without encryption" in caplog.text
    assert KEY not in caplog.text


@pytest.mark.parametrize("address", [None, "", "localhost", "ftp://host/v1", "http://", "http://[::1", "http://a b/v1",
                                     "http://h:x/v1", "https://ex\u00e4mple/v1", "file:///etc/passwd"])  # fmt: skip
def test_no_usable_address_is_a_setup_error(address):
    with pytest.raises(SetupError, match="base_url"):
        Client(Endpoint(address))


@pytest.mark.parametrize(
    "address", ["https://me:secret-1@host/v1", "https://host/v1?key=secret-1", "https://h/#secret-1"]
)
def test_an_address_with_a_secret_is_refused_without_being_repeated(address):
    with pytest.raises(SetupError, match="OPENAI_API_KEY only") as caught:
        Client(Endpoint(address))
    assert "secret-1" not in str(caught.value)
