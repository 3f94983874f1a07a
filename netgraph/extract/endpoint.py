"""Asks an OpenAI-compatible endpoint for JSON, with retries, a time limit and a count of what it took."""

from __future__ import annotations

import http.client
import json
import logging
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, TypeVar
from urllib.parse import urlsplit

from netgraph.errors import DocumentError, SetupError

log = logging.getLogger(__name__)
LARGEST = 8_000_000  # bytes of an answer
LONGEST_WAIT = 60.0  # seconds between two attempts, whatever the server asks for
WORDS = 200  # characters of a server's message that an error repeats
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where and how to ask; the key is no part of it."""

    base_url: str | None = None  # such as http://localhost:11434/v1; no default: documents leave only on demand
    timeout: float = 120  # seconds that one answer may take
    retries: int = 4  # after the first attempt
    max_tokens: int = 4_096  # of one answer
    chunk_tokens: int = 1_500  # of the document in one request, roughly
    seed: int = 1
    input_price: float = 0.0  # per million tokens, in any currency; for the cost in run.json
    output_price: float = 0.0


class _Again(Exception):
    """An attempt failed in a way that the next may not."""

    def __init__(self, words: str, wait: float | None = None) -> None:
        super().__init__(words)
        self.wait = wait


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves redirects alone: the key and the document go where the user said and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow none."""


class Client:
    """Sends requests to one endpoint.

    Args:
        endpoint: where; must have a ``base_url``.
        key: sent as bearer token if there is one; never logged, shown in an error or kept elsewhere.
        sleep: waits between attempts.

    Attributes:
        usage: requests answered, retries, input_tokens and output_tokens so far.

    Raises:
        SetupError: the address or the key cannot be used.
    """

    def __init__(self, endpoint: Endpoint, key: str | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        host = _check_address(endpoint.base_url)
        self.usage: Counter[str] = Counter(requests=0, retries=0, input_tokens=0, output_tokens=0)
        self._endpoint = endpoint
        self._url = f"{(endpoint.base_url or '').rstrip('/')}/chat/completions"
        self._key = _check_key(key)
        self._sleep = sleep
        if self._key and not _is_local(host) and self._url.startswith("http:"):
            log.warning("the key for %s is sent without encryption; use an https address", host)
        proxies = urllib.request.ProxyHandler({} if _is_local(host) else None)
        self._opener = urllib.request.build_opener(proxies, _NoRedirect())

    def ask(self, body: dict[str, Any], understand: Callable[[Any], T]) -> T:
        """What ``understand`` makes of the answer; it raises ValueError for one that should be asked for again.

        Raises:
            SetupError: the endpoint refuses all requests, or has never answered.
            DocumentError: it refuses this one, or fails at each attempt.
        """
        data = json.dumps(body).encode()
        attempts = self._endpoint.retries + 1
        for number in range(1, attempts + 1):
            try:
                return self._attempt(data, understand)
            except _Again as error:
                words, wait = str(error), error.wait
            if number < attempts:
                self.usage["retries"] += 1
                self._sleep(min(LONGEST_WAIT, 2.0 ** (number - 1) if wait is None else wait))
        words = f"{self._url}: {words} ({attempts} attempt{'s' if attempts > 1 else ''})"
        if not self.usage["requests"]:
            raise SetupError(f"{words}; is the server running, and is base_url right?")
        raise DocumentError("endpoint", words)

    def _attempt(self, data: bytes, understand: Callable[[Any], T]) -> T:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "netgraph"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(self._url, data, headers)
        limit = time.monotonic() + self._endpoint.timeout
        # "from None": an error's cause may hold the request with the key.
        try:
            with self._opener.open(request, timeout=self._endpoint.timeout) as response:
                raw = read_body(response, limit)
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error) from None
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise _Again(self._clean(f"no answer ({type(reason).__name__}: {reason})")) from None
        try:
            answer = json.loads(raw)
            self._count(answer)
            return understand(answer)
        except (ValueError, RecursionError) as error:
            raise _Again(self._clean(f"the answer is not what was asked for ({error})")) from None

    def _refusal(self, error: urllib.error.HTTPError) -> Exception:
        words = self._clean(f"HTTP {error.code}: {_message(error) or error.reason}")
        if error.code in (408, 409, 425, 429) or error.code >= 500:
            return _Again(words, _seconds(error.headers.get("Retry-After")))
        if error.code in (401, 403):
            return SetupError(f"{self._url}: {words}; the key is read from the environment variable OPENAI_API_KEY")
        if error.code == 404 or error.code < 400:
            return SetupError(f"{self._url}: {words}; base_url or the name of the model is wrong")
        return DocumentError("endpoint", f"{self._url}: {words}")

    def _count(self, answer: Any) -> None:
        self.usage["requests"] += 1
        given = answer.get("usage") if isinstance(answer, dict) else None
        for ours, theirs in (("input_tokens", "prompt_tokens"), ("output_tokens", "completion_tokens")):
            number = given.get(theirs) if isinstance(given, dict) else None
            if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 10**9:
                self.usage[ours] += number

    def _clean(self, words: str) -> str:
        """A server's words, fit for one line of a log: without the key, even where the server repeats it."""
        if self._key:
            words = words.replace(self._key, "***")
        return "".join(c if c.isprintable() else " " for c in words)[:WORDS]


def _check_address(address: str | None) -> str:
    cure = "set base_url under [endpoint] in netgraph.toml, for example http://localhost:11434/v1"
    if not address:
        raise SetupError(f"the extractor has no endpoint to ask; {cure}")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise SetupError(f"base_url is no address; {cure}") from None
    if "@" in parts.netloc or parts.query or parts.fragment:  # not repeated here: it may be a secret
        raise SetupError("base_url holds a user name, a query or a fragment; a key belongs in OPENAI_API_KEY only")
    plain = all("!" <= c <= "~" for c in address)
    if parts.scheme not in ("http", "https") or not host or not plain:
        raise SetupError(f"base_url is {address!r}, no http or https address; {cure}")
    return host


def _check_key(key: str | None) -> str | None:
    key = (key or "").strip()
    if not all("!" <= c <= "~" for c in key):  # its text is not repeated here
        raise SetupError("OPENAI_API_KEY holds white space or characters that no key has")
    return key or None


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_body(response: http.client.HTTPResponse, limit: float) -> bytes:
    """The body, within a time and a size: a server that sends a byte a minute does not hold us."""
    parts, size = [], 0
    while part := response.read1(1 << 16):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise http.client.HTTPException(f"more than {LARGEST} bytes")
        if time.monotonic() > limit:
            raise TimeoutError("the answer takes too long")
    return b"".join(parts)


def _message(error: urllib.error.HTTPError) -> str:
    """The message in the body of a refusal, as far as there is one."""
    try:
        data = json.loads(error.read(1 << 16))
    except (ValueError, RecursionError, OSError, http.client.HTTPException):
        return ""
    inner = data.get("error") if isinstance(data, dict) else None
    words = inner.get("message") if isinstance(inner, dict) else inner
    return words if isinstance(words, str) else ""


def _seconds(header: str | None) -> float | None:
    """The seconds of a Retry-After header; None for a date or nonsense."""
    return float(header) if header is not None and header.isascii() and header.isdigit() and len(header) < 9 else None
