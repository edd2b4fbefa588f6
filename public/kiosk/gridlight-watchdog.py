#!/usr/bin/env python3
"""Looks after a Gridlight wall: asks its browser what the page says of itself, and restarts the browser that is stuck.

  state     what is wrong                                        what is done
  ready     nothing                                              nothing
  stale     the backend does not answer; the page says so        an alarm: a restart would lose the last good picture
  loading   the board does not come                              restart after --failed-minutes: lines may be slow
  failed    no board could ever be loaded                        restart after --failed-minutes: it may be the server
  panicked  the program is dead, and the page reloads itself     restart after --failed-minutes: that does not help
  foreign   the page is not the wall: an error, a login, a desk  restart after the patience
  hung      no answer in time                                    restart after the patience
  gone      no browser, or no page in it                         restart after the patience

Each restart that does not help doubles the patience, up to an hour. With --once it looks once, prints the state, and
ends with 0 (ready), 1 (stale) or 2 (anything else), as monitors like it. It needs Python 3.8 and nothing else.
"""

import argparse
import base64
import json
import os
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlsplit

PAGE = """JSON.stringify({
  ...document.documentElement.dataset,
  face: new URLSearchParams(location.search).get("face"),
})"""
BOARDS = ("ready", "stale", "loading", "failed")
MAY_PASS = ("loading", "failed", "panicked")
LONGEST_PATIENCE = 3600
RESTART = "systemctl --user restart gridlight-wall.service"


class Gone(Exception):
    """There is nobody to ask."""


def receive(connection, length):
    """Exactly so many bytes."""
    data = b""
    while len(data) < length:
        piece = connection.recv(length - len(data))
        if not piece:
            raise Gone("the connection was closed")
        data += piece
    return data


def evaluate(url, expression, limit):
    """What an expression gives in a page, over the smallest WebSocket client (RFC 6455) that does."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), limit) as connection:
        key = base64.b64encode(os.urandom(16)).decode()
        connection.sendall(
            f"GET {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += receive(connection, 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise Gone("the browser lets nobody in")
        asked = {"id": 1, "method": "Runtime.evaluate", "params": {"expression": expression, "returnByValue": True}}
        text = json.dumps(asked).encode()
        # A client has to mask what it sends; the mask of noughts changes nothing.
        connection.sendall(b"\x81" + bytes([0x80 | 126]) + len(text).to_bytes(2, "big") + bytes(4) + text)
        while True:
            kind, length = receive(connection, 2)
            if length >= 126:
                length = int.from_bytes(receive(connection, 2 if length == 126 else 8), "big")
            data = receive(connection, length)
            # Only a whole text can be the answer; it is short, and Chromium does not divide it.
            if kind == 0x81 and json.loads(data).get("id") == 1:
                return json.loads(data)["result"]["result"].get("value")


def look(port, limit):
    """The state of the wall, and a word more."""
    try:
        # A proxy of the house has no business between the two.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"http://127.0.0.1:{port}/json/list", timeout=limit) as answer:
            targets = json.load(answer)
        page = next((target for target in targets if target["type"] == "page"), None)
        if page is None:
            return "gone", "the browser shows no page"
        found = json.loads(evaluate(page["webSocketDebuggerUrl"], PAGE, limit))
    except socket.timeout:
        return "hung", f"no answer in {limit:g} s"
    except (OSError, Gone) as error:
        # Where the connection itself is what takes too long, the time-out is wrapped.
        is_late = isinstance(getattr(error, "reason", None), socket.timeout)
        return ("hung", f"no answer in {limit:g} s") if is_late else ("gone", str(error))
    except (KeyError, TypeError, ValueError):
        return "foreign", "the page does not say what it is"
    if found.get("board") not in BOARDS or found["face"] != "wall":
        return "foreign", page["url"]
    return "panicked" if "panicked" in found else found["board"], f"the feed is {found.get('feed')}"


def run(command, *more):
    """Runs somebody's command; what goes wrong with it is said, and no reason to end."""
    try:
        subprocess.run([*shlex.split(command), *more], timeout=120, check=True)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        print(f"{command}: {error}", flush=True)


def watch(options):
    """Looks again and again, for ever."""
    last, told, since, doubled = None, "ready", time.monotonic(), 1
    while True:
        state, word = look(options.port, options.limit)
        now = time.monotonic()
        if state != last:
            print(f"{state}: {word}", flush=True)
            # Two troubles in turn are one: only a wall that is well begins to count anew.
            if state in ("ready", "stale") or last in (None, "ready", "stale"):
                since = now
        elif state != told and options.alarm:
            # Seen twice: a browser that starts is soon past what it looks like.
            told = state
            run(options.alarm, state, word)
        if state in ("ready", "stale"):
            doubled = 1
        else:
            patience = 60 * options.failed_minutes if state in MAY_PASS else options.patience
            if now - since >= min(patience * doubled, max(patience, LONGEST_PATIENCE)):
                print(f"restarting after {now - since:.0f} s of {state}", flush=True)
                run(options.restart)
                since, doubled = time.monotonic(), 2 * doubled
        last = state
        time.sleep(options.every)


def main():
    about = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    about.add_argument("--port", type=int, default=9222, help="the browser's --remote-debugging-port (9222)")
    about.add_argument("--every", type=float, default=15, help="seconds from look to look (15)")
    about.add_argument("--limit", type=float, default=10, help="seconds an answer may take (10)")
    about.add_argument("--patience", type=float, default=90, help="seconds of trouble before a restart (90)")
    about.add_argument("--failed-minutes", type=float, default=15, help="minutes a failed board is waited for (15)")
    about.add_argument("--restart", default=RESTART, help=f"what restarts the browser ({RESTART})")
    about.add_argument("--alarm", help="a command, run with state and words when a new state is seen twice")
    about.add_argument("--once", action="store_true", help="look once, print the state, and end with it")
    options = about.parse_args()
    if not options.once:
        watch(options)
    state, word = look(options.port, options.limit)
    print(f"{state}: {word}")
    sys.exit({"ready": 0, "stale": 1}.get(state, 2))


if __name__ == "__main__":
    main()
