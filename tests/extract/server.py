"""An OpenAI-compatible endpoint on this machine that answers from a script."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server(ThreadingHTTPServer):
    """Gives the scripted answers one by one, the last one again and again; keeps what it was asked.

    An answer is (status, body) or (status, body, headers); ``None`` as body: no answer until the test ends.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.asked, self.headers = [], [], []
        self.released = threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def texts(self):
        return [json.loads(body["messages"][1]["content"])["text"] for body in self.asked]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.asked.append(json.loads(body))
        server.headers.append((self.path, dict(self.headers)))
        status, answer, *headers = server.script.pop(0) if len(server.script) > 1 else server.script[0]
        if answer is None:
            server.released.wait(30)
            return
        data = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in (headers[0] if headers else {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


def completion(content, finish="stop", **usage):
    """A chat completion whose message holds the content as JSON, or as it is if it is a text."""
    text = content if isinstance(content, str) else json.dumps(content)
    usage = usage or {"prompt_tokens": 100, "completion_tokens": 20}
    return {"choices": [{"message": {"content": text}, "finish_reason": finish}], "usage": usage}
