"""Serves the bare repositories of a folder over smart HTTP on a free port of the loopback interface, through `git http-backend`.

    git-http-server.py FOLDER [USER:PASSWORD]

Prints the port on one line and serves until its standard input is closed. With a login, every request without it is answered with 401.
A path that starts with /elsewhere/ is redirected to the same path without it, /redirect/X/ to the percent-decoded address X and what follows it, /slow/ delays
each answer to a POST, /silent/ answers nothing at all. With GIT_HTTP_LOG, a line "HOST PATH AUTHORIZATION" is added to that file for each request.
"""
import base64, http.server, os, subprocess, sys, threading, time, urllib.parse

ROOT = os.path.abspath(sys.argv[1])
LOGIN = sys.argv[2] if len(sys.argv) > 2 else None
LOG = os.environ.get("GIT_HTTP_LOG")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.answer(b"")

    def do_POST(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            body = b""
            while True:
                size = int(self.rfile.readline().split(b";")[0], 16)
                body += self.rfile.read(size)
                self.rfile.readline()
                if size == 0:
                    break
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer(body)

    def answer(self, body):
        if LOG:
            with open(LOG, "a") as log:
                log.write(f"{self.headers['Host']} {self.path} {self.headers.get('Authorization', '-')}\n")
        if self.path.startswith("/silent/"):
            time.sleep(30)
            return
        if self.path.startswith("/redirect/"):
            target, _, rest = self.path[len("/redirect/"):].partition("/")
            self.send_response(302)
            self.send_header("Location", urllib.parse.unquote(target) + rest)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if LOGIN:
            expected = "Basic " + base64.b64encode(LOGIN.encode()).decode()
            if self.headers.get("Authorization") != expected:
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="test"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
        path, _, query = self.path.partition("?")
        if path.startswith("/elsewhere/"):
            self.send_response(302)
            self.send_header("Location", f"http://{self.headers['Host']}{self.path[len('/elsewhere'):]}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path.startswith("/slow/"):
            path = path[len("/slow"):]
            if self.command == "POST":
                time.sleep(30)
        environment = {
            **os.environ, "GIT_PROJECT_ROOT": ROOT, "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path, "QUERY_STRING": query,
            "REQUEST_METHOD": self.command, "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
            "REMOTE_ADDR": "127.0.0.1", "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
        }
        output = subprocess.run(["git", "http-backend"], input=body, env=environment, stdout=subprocess.PIPE).stdout
        head, _, content = output.partition(b"\r\n\r\n")
        status, fields = 200, []
        for line in head.decode("latin-1").split("\r\n"):
            name, _, value = line.partition(":")
            if name.lower() == "status":
                status = int(value.split()[0])
            elif name:
                fields.append((name, value.strip()))
        self.send_response(status)
        for name, value in fields:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
