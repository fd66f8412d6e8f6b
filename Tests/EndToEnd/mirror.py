"""A mirror of data sets on loopback, that can be told to misbehave."""

import http.server
import os
import re
import threading


class Mirror:
    """Serves the files of a folder, with ranges, and counts what it sends.

    `faults` has what to do instead for a file: a function of the handler and of the bytes that it
    should send.
    """

    def __init__(self, folder, faults=None):
        self.folder = folder
        self.faults = dict(faults or {})
        self.requests = []
        self.sent = 0
        self.lock = threading.Lock()
        self.ending = threading.Event()
        mirror = self

        class Handler(MirrorHandler):
            """Knows its mirror."""

        Handler.mirror = mirror
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        # A program that is killed resets its connection: no fault of the mirror.
        self.server.handle_error = lambda *_: None
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    @property
    def address(self):
        """The base address."""
        return f"http://127.0.0.1:{self.server.server_address[1]}/"

    def close(self):
        """Ends it, and whatever it is sending."""
        self.ending.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class MirrorHandler(http.server.BaseHTTPRequestHandler):
    """Answers one request."""

    protocol_version = "HTTP/1.1"
    mirror = None

    def log_message(self, format, *arguments):
        """Says nothing."""

    def send(self, data):
        """Sends bytes of a content, and counts them."""
        self.wfile.write(data)
        with self.mirror.lock:
            self.mirror.sent += len(data)

    def begin(self, status, **headers):
        """Sends the lines before the content."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def wait(self, seconds):
        """Does nothing for a while, or until the mirror ends."""
        self.mirror.ending.wait(seconds)

    def serve(self, data, pace=None):
        """Sends a file as it should be, from the byte that is asked for."""
        start = self.asked()
        if start > 0 and start >= len(data):
            return self.begin(416, Content_Length=0, Content_Range=f"bytes */{len(data)}")
        rest = data[start:]
        if start:
            self.begin(
                206, Content_Length=len(rest),
                Content_Range=f"bytes {start}-{len(data) - 1}/{len(data)}")
        else:
            self.begin(200, Content_Length=len(rest))
        for place in range(0, len(rest), 1 << 16):
            if pace:
                pace(self, start + place)
            self.send(rest[place:place + (1 << 16)])

    def asked(self):
        """The first byte that is asked for."""
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        return int(found.group(1)) if found else 0

    def do_GET(self):
        """Answers a request for a file."""
        name = self.path.rsplit("/", 1)[-1]
        with self.mirror.lock:
            self.mirror.requests.append((name, self.headers.get("Range")))
        path = os.path.join(self.mirror.folder, name)
        data = b""
        if os.path.isfile(path):
            with open(path, "rb") as file:
                data = file.read()
        try:
            if name in self.mirror.faults:
                self.mirror.faults[name](self, data)
            elif data:
                self.serve(data)
            else:
                self.begin(404, Content_Length=0)
        except OSError:
            # Whoever asked has gone.
            self.close_connection = True
