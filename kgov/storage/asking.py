"""The road to a SPARQL 1.1 server, and everything that can go wrong on it.

SPARQLWrapper writes the requests. They are sent here, since an answer counts only if it is whole, came in time, is no
larger than agreed and is of the kind that was asked for.
"""

from __future__ import annotations

import email.utils
import http.client
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from SPARQLWrapper import INSERT, JSON, POST, SELECT, SPARQLWrapper

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.server import Server, is_loopback

#: How often a request that changes nothing is sent before we give up, and the seconds waited in between.
_PAUSES = (0.5, 1.0, 2.0)
_BUSY = (429, 502, 503, 504)
_CHUNK = 64 * 1024
_MAX_REDIRECTS = 5


@dataclass(frozen=True)
class Answer:
    """A whole answer: its bytes, and the headers that came with it, by name in lower case."""

    body: bytes
    headers: dict[str, str]


class _Busy(Exception):
    """The request was not taken care of, and may be sent again after a pause, if the server named one."""

    def __init__(self, error: KgovError, pause: float | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.pause = pause


class Asker:
    """Sends queries and changes to one server.

    Args:
        server: where, as whom, and within which bounds.
    """

    def __init__(self, server: Server) -> None:
        self.server = server

    def ask(self, query: str, graphs: list[str]) -> Answer:
        """The answer to a SELECT or ASK query in JSON, with the graphs named as the only ones there are.

        Raises:
            KgovError: the server cannot be reached, refuses, is too slow, or does not answer whole and in JSON.
        """
        wrapper = self._wrapper(self.server.url)
        for graph in graphs:
            wrapper.addDefaultGraph(graph)
            wrapper.addNamedGraph(graph)
        wrapper.setReturnFormat(JSON)
        wrapper.setQuery(query)
        wrapper.queryType = SELECT  # it is guessed from words, also in comments
        answer = self._sent(wrapper._createRequest, again=True)
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in ("application/sparql-results+json", "application/json"):
            raise self._error(
                Both(
                    f"servern svarade med {_kind(kind).sv} i stället för ett svar på frågan",
                    f"the server answered with {_kind(kind).en} instead of an answer to the query",
                ),
                Both(
                    "Kontrollera adressen; kanske krävs inloggning.",
                    "Check the address; perhaps you must log in.",
                ),
            )
        return answer

    def change(self, update: str, again: bool = False) -> None:
        """Have the server change its graphs.

        Args:
            update: the SPARQL update.
            again: whether it does no harm to send it twice, so that it can be sent again where the answer got lost.

        Raises:
            KgovError: as for a query.
        """
        wrapper = self._wrapper(self.server.update_url or self.server.url)
        wrapper.setQuery(update)
        wrapper.queryType = INSERT
        self._sent(wrapper._createRequest, again)

    def _wrapper(self, url: str) -> Any:
        wrapper = SPARQLWrapper(url, updateEndpoint=url, agent="kgov")
        wrapper.setMethod(POST)
        if self.server.user:
            wrapper.setCredentials(self.server.user, self.server.password)
        return wrapper

    # ---- sending

    def _sent(self, request: Callable[[], urllib.request.Request], again: bool) -> Answer:
        ends = time.monotonic() + self.server.deadline
        for pause in (*_PAUSES, None):
            try:
                return self._within(request(), ends - time.monotonic())
            except _Busy as busy:
                wait = busy.pause if busy.pause is not None else pause
                if not again or pause is None or wait is None or time.monotonic() + wait >= ends:
                    raise busy.error from None
                time.sleep(wait)
        raise AssertionError("the last attempt either answers or raises")

    def _within(self, request: urllib.request.Request, seconds: float) -> Answer:
        """The answer, or an error when the time is up, whatever the server or the network does.

        The time limit of a socket is for each piece only: a server that sends one byte a second never meets it. So
        the request has a thread of its own, which is left behind when the time is up.
        """
        outcome: list[Answer | BaseException] = []

        def run() -> None:
            try:
                outcome.append(self._exchange(request, seconds))
            except BaseException as error:
                outcome.append(error)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join(max(seconds, 0))
        if not outcome:
            raise self._slow()
        if isinstance(outcome[0], BaseException):
            raise outcome[0]
        return outcome[0]

    def _exchange(self, request: urllib.request.Request, seconds: float) -> Answer:
        try:
            with self._opener(request).open(request, timeout=max(seconds, 0.001)) as response:
                return self._whole(response)
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error) from None
        except TimeoutError:
            raise self._slow() from None
        except http.client.IncompleteRead:
            raise _Busy(self._cut()) from None
        except (http.client.HTTPException, OSError) as error:
            reason = error.reason if isinstance(error, urllib.error.URLError) else error
            if isinstance(reason, TimeoutError):
                raise self._slow() from None
            told = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
            raise _Busy(
                self._error(
                    Both(f"servern kan inte nås ({told})", f"the server cannot be reached ({told})"),
                    Both(
                        "Kontrollera adressen, och att servern är igång.",
                        "Check the address, and that the server is running.",
                    ),
                )
            ) from None

    def _whole(self, response: Any) -> Answer:
        """The body, if all of it came and it is not too large."""
        headers = {name.lower(): value for name, value in response.headers.items()}
        if headers.get("content-encoding", "identity") != "identity":
            raise self._error(
                Both(
                    "servern packar sitt svar fast det inte begärdes",
                    "the server packs its answer though that was not asked for",
                ),
                None,
            )
        parts, size = [], 0
        while part := response.read(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > self.server.max_bytes:
                raise self._error(
                    Both(
                        f"svaret är större än {self.server.max_bytes} byte",
                        f"the answer is larger than {self.server.max_bytes} bytes",
                    ),
                    Both(
                        "Fråga efter mindre, eller höj max-bytes i kgov.toml.",
                        "Ask for less, or raise max-bytes in kgov.toml.",
                    ),
                )
        told = headers.get("content-length")
        if told is not None and told.isdigit() and size != int(told):
            raise _Busy(self._cut())
        return Answer(b"".join(parts), headers)

    def _opener(self, request: urllib.request.Request) -> urllib.request.OpenerDirector:
        host = urlsplit(request.full_url).hostname or ""
        handlers: list[urllib.request.BaseHandler] = [_Redirects(self)]
        if is_loopback(host):
            handlers.append(urllib.request.ProxyHandler({}))
        if self.server.user:
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, request.full_url, self.server.user, self.server.password)
            handlers.append(urllib.request.HTTPDigestAuthHandler(passwords))
        return urllib.request.build_opener(*handlers)

    # ---- errors

    def _error(self, problem: Both, advice: Both | None) -> KgovError:
        return KgovError(problem, advice, self.server.url)

    def _slow(self) -> KgovError:
        seconds = f"{self.server.deadline:g}"
        return self._error(
            Both(
                f"servern svarade inte inom {seconds} sekunder",
                f"the server did not answer within {seconds} seconds",
            ),
            Both(
                "Försök igen, eller höj deadline i kgov.toml.", "Try again, or raise deadline in kgov.toml."
            ),
        )

    def _cut(self) -> KgovError:
        return self._error(
            Both("servern avbröt sitt svar", "the server broke off its answer"),
            Both(
                "Försök igen; servern kan ha en egen tidsgräns.",
                "Try again; the server may have a time limit of its own.",
            ),
        )

    def _refusal(self, error: urllib.error.HTTPError) -> Exception:
        """What the status of the server means."""
        if error.code in (401, 403):
            return self._error(
                Both(
                    f"servern släpper inte in oss (HTTP {error.code})",
                    f"the server does not let us in (HTTP {error.code})",
                ),
                Both(
                    "Ange KGOV_ENDPOINT_USER och KGOV_ENDPOINT_PASSWORD.",
                    "Set KGOV_ENDPOINT_USER and KGOV_ENDPOINT_PASSWORD.",
                ),
            )
        try:
            text = error.read(2000).decode("utf-8", "replace").strip()
        except (OSError, http.client.HTTPException):
            text = ""
        is_text = (error.headers.get_content_type() if error.headers else "") == "text/plain"
        told = " ".join(text.split())[:300] if is_text else ""
        said = f"HTTP {error.code}: {told}" if told else f"HTTP {error.code}"
        if error.code in _BUSY:
            busy = self._error(
                Both(f"servern har för mycket att göra ({said})", f"the server has too much to do ({said})"),
                Both("Försök igen om en stund.", "Try again in a while."),
            )
            return _Busy(busy, _pause(error.headers.get("Retry-After")))
        return self._error(
            Both(f"servern kunde inte svara ({said})", f"the server could not answer ({said})"),
            Both("Kontrollera adressen.", "Check the address."),
        )


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a server to another address with the same request, but never with a password."""

    max_redirections = _MAX_REDIRECTS

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        downgraded = old.scheme == "https" and new.scheme != "https"
        if self._asker.server.user or code == 303 or downgraded or new.scheme not in ("http", "https"):
            fp.close()
            shown = newurl[:200]
            raise self._asker._error(
                Both(f"servern hänvisar till {shown}", f"the server refers to {shown}"),
                Both("Ange den adressen, om den är rätt.", "Give that address, if it is the right one."),
            )
        kept = {
            name: value
            for name, value in req.headers.items()
            if name.lower() not in ("host", "authorization")
        }
        return urllib.request.Request(
            newurl, data=req.data, headers=kept, origin_req_host=req.origin_req_host, unverifiable=True
        )


def _pause(text: str | None) -> float | None:
    """The seconds that a Retry-After header asks for, given as a number or as a date."""
    if not text:
        return None
    if text.strip().isdigit():
        return float(text)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _kind(media: str) -> Both:
    if media in ("text/html", "application/xhtml+xml"):
        return Both("en webbsida", "a web page")
    return Both(media or "något utan typ", media or "something without a type")
