"""Nothing asks the network for anything: not a build, not a check, not an export."""
from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# In a process of its own, so that imports are watched too.
WATCHED = """
import socket, sys
def refuse(*arguments, **names):
    raise AssertionError(f"the network was asked: {arguments}")
class Shut(socket.socket):
    def __init__(self, family=socket.AF_INET, *rest, **names):
        if family != getattr(socket, "AF_UNIX", None):
            refuse(family)
        super().__init__(family, *rest, **names)
socket.socket = Shut
for name in ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_server"):
    setattr(socket, name, refuse)
def hook(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request") or event.startswith(("ftplib.", "http.client.", "smtplib.")):
        refuse(event, arguments)
sys.addaudithook(hook)
from kg.cli import main
for line in sys.argv[1:]:
    code = main(line.split("|"))
    assert code == 0, (line, code)
import kg
kg.build([sys.argv[1].split("|")[1]]).to_rdflib()
print("done")
"""


def test_build_check_export_and_verify_never_ask_the_network(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("本报讯（记者 李明）8月4日，记者从滨江市水务局获悉，今年上半年，滨江市新建供水管线120公里，同比增长8%。见 https://example.com/dtd.xml\n", encoding="utf-8")
    out = tmp_path / "out"
    commands = [f"build|{page}|--out|{out}|--quiet|--formats|turtle,html,tables,report,ntriples,manifest", f"check|{page}", f"verify|{out}|--pages|{page}", "why|滨江市有水库12座。"]
    run = subprocess.run([sys.executable, "-c", WATCHED, *commands], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert run.returncode == 0 and run.stdout.endswith("done\n"), run.stderr


@pytest.mark.parametrize("attempt", ["socket.create_connection(('127.0.0.1', 9))", "socket.getaddrinfo('example.com', 80)", "socket.socket()",
                                     "__import__('urllib.request').request.urlopen('http://127.0.0.1:9/')"])
def test_the_watch_would_notice(attempt, tmp_path):
    script = WATCHED.split("from kg.cli")[0] + attempt
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert run.returncode != 0 and "the network was asked" in run.stderr
    assert socket.socket  # this process keeps its own
