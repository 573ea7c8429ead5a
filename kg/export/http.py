"""Asking a server over HTTP: patience with one that is starting or busy, a clear letter for each kind of refusal.

In: a request, credentials from the environment (`KG_USER` and `KG_PASSWORD` for Basic or Digest, `KG_TOKEN` for Bearer).  Out: the answer's
bytes, or an `OutputError` that says what was refused and what to do.
"""
from __future__ import annotations

import http.client
import os
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

from kg.errors import OutputError, UsageError

_PASSING = {408, 425, 429, 502, 503, 504}  # the same request may be taken a little later
_STUMBLED = 500  # a deadlock or a crash of one request: tried twice more
_LETTERS = {
    400: ("refuses what it was sent as malformed", "its words may tell why; check the file with: kg validate"),
    401: ("wants credentials, or refuses those given", "set KG_USER and KG_PASSWORD, or KG_TOKEN"),
    403: ("knows the user but forbids this", "give the user the right to write graphs"),
    404: ("has nothing at this address", "give the address of the data set or repository (see kg load --help), and make it first if there is none"),
    405: ("does not write here: it is read-only or speaks no Graph Store protocol", "start it writable, or give its Graph Store address with --kind standard"),
    406: ("cannot answer in the form asked for", "is --sparql the address of a SPARQL endpoint?"),
    409: ("says that another writer is at work", "wait until it is done and load again"),
    411: ("wants to be told the length of what it is sent", "a proxy between may have dropped it"),
    413: ("finds a graph too large", "raise its limit for request bodies"),
    415: ("does not read N-Triples", "is this a Graph Store?"),
    501: ("cannot write graphs", "QLever and read-only servers load files: give them graph.nq"),
    507: ("has no room left", "make room and load again"),
}


class Server:
    """A server that is asked again while it is away or busy, for at most `patience` seconds a request."""

    def __init__(self, url: str, patience: float = 60, timeout: float = 300, sleep: Callable[[float], None] = time.sleep):
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{url} is no address of a server", hint="such as http://localhost:7878")
        if parts.username or parts.password:
            raise UsageError("credentials do not belong in an address, where they would be logged", hint="set KG_USER and KG_PASSWORD, or KG_TOKEN")
        self.patience, self.timeout, self._sleep = patience, timeout, sleep
        self._opener = _opener(parts.scheme, parts.hostname, f"{parts.scheme}://{parts.netloc}")
        self._token = os.environ.get("KG_TOKEN")

    def ask(self, method: str, url: str, content: bytes | None = None, content_type: str = "", accept: str = "*/*", fine: tuple[int, ...] = ()) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and content of the answer; statuses in `fine` are answers too.

        Raises `OutputError` where the server refuses or stays away.
        """
        headers = {"Accept": accept, "User-Agent": "kg"} | ({"Content-Type": content_type} if content_type else {})
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        waited, pause, stumbles = 0.0, 0.5, 0
        while True:
            later: float | None = None
            try:
                with self._opener.open(urllib.request.Request(url, content, headers, method=method), timeout=self.timeout) as answer:
                    return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
            except urllib.error.HTTPError as refusal:
                with refusal:
                    words = refusal.read(2000)
                if refusal.code in fine:
                    return refusal.code, {k.lower(): v for k, v in refusal.headers.items()}, words
                problem = _letter(refusal.code, words, refusal.headers.get("Location", ""), url)
                stumbles += refusal.code == _STUMBLED
                if refusal.code not in _PASSING and not (refusal.code == _STUMBLED and stumbles < 3):
                    raise problem from None
                later = _seconds(refusal.headers.get("Retry-After", ""))
            except (urllib.error.URLError, http.client.HTTPException, OSError) as away:
                reason = getattr(away, "reason", away)
                if isinstance(reason, ssl.SSLCertVerificationError):
                    raise OutputError(f"shows a certificate that cannot be trusted ({reason.verify_message})", url, "install the authority that signed it") from None
                problem = OutputError(f"does not answer ({reason})", url, f"is the server running? asked for {self.patience:.0f} s")
            pause_now = pause if later is None else later
            if waited + pause_now > self.patience:
                raise problem
            self._sleep(pause_now)
            waited, pause = waited + pause_now, min(2 * pause, 8)


def _opener(scheme: str, host: str, root: str) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_StayHere()]
    if host in ("localhost", "127.0.0.1", "::1"):
        handlers.append(urllib.request.ProxyHandler({}))
    user, password = os.environ.get("KG_USER"), os.environ.get("KG_PASSWORD")
    if user is not None and password is not None:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, root, user, password)  # for this server only, whatever realm it names
        handlers += [urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known)]
    return urllib.request.build_opener(*handlers)


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what was written must stand where it was sent, and credentials go to no other host."""

    def redirect_request(self, *arguments):
        return None


def _letter(status: int, words: bytes, location: str, url: str) -> OutputError:
    if 300 <= status < 400:
        return OutputError(f"sends elsewhere ({status}, {location or 'nowhere named'})", url, "give that address")
    what, hint = _LETTERS.get(status, ("fails" if status >= 500 else "refuses", "its log may tell more"))
    said = " ".join(words.decode("utf-8", "replace").split())[:300]
    return OutputError(f"{what} (status {status}{f', it says: {said}' if said else ''})", url, hint)


def _seconds(header: str) -> float | None:
    return float(header) if header.isdecimal() else None
