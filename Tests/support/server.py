"""Starts the real server on a free port with its own data folder, and speaks to it as a client would."""
import base64, http.client, json, os, re, shutil, signal, socket, subprocess, tempfile, time, uuid


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    def __init__(self, binary, data=None, environment=None, web=None):
        self.binary = os.path.abspath(binary)
        self.owns_data = data is None
        self.data = data or tempfile.mkdtemp(prefix="commons-test-")
        self.environment = {**os.environ, **(environment or {})}
        self.web = web
        self.port = free_port()
        self.process = None
        self.log = open(os.path.join(self.data, "server-output.txt"), "ab")

    def start(self, timeout=30):
        """Starts and waits until ready; returns the seconds that took."""
        began = time.monotonic()
        command = [self.binary, "serve", "--data", self.data, "--port", str(self.port)]
        if self.web:
            command += ["--web", self.web]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, env=self.environment)
        while time.monotonic() - began < timeout:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.output()[-2000:]}")
            try:
                if self.request("GET", "/readyz")[0] == 200:
                    return time.monotonic() - began
            except OSError:
                pass
            time.sleep(0.005)
        raise RuntimeError(f"not ready within {timeout} s: {self.output()[-2000:]}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, timeout=20):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                self.kill()
        self.log.close()
        if self.owns_data:
            shutil.rmtree(self.data, ignore_errors=True)

    def output(self):
        with open(os.path.join(self.data, "server-output.txt"), errors="replace") as f:
            return f.read()

    def request(self, method, path, body=None, headers=None, timeout=30):
        """One request on its own connection: (status, headers, parsed or raw body)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            return exchange(connection, method, path, body, headers)
        finally:
            connection.close()

    def register(self, name="Test Owner", kind="shop", currency="KES", country="KE"):
        """A new organisation with its owner; returns the client."""
        email = f"{uuid.uuid4().hex[:12]}@example.org"
        password = base64.b64encode(os.urandom(18)).decode()
        status, _, body = self.request("POST", "/api/auth/register", {
            "name": name, "email": email, "password": password,
            "organisation": {"name": f"{name}'s {kind}", "kind": kind, "country": country, "base_currency": currency}})
        if status not in (200, 201):
            raise RuntimeError(f"register: {status} {body}")
        client = Client(self, body["access_token"])
        client.email, client.password, client.session = email, password, body
        return client


class Client:
    def __init__(self, server, token):
        self.server, self.token = server, token

    def headers(self, key=None):
        return {"Authorization": f"Bearer {self.token}", **({"Idempotency-Key": key} if key else {})}

    def get(self, path):
        return self.server.request("GET", path, headers=self.headers())

    def post(self, path, body, key=None):
        return self.server.request("POST", path, body, self.headers(key or str(uuid.uuid4())))

    def accounts(self):
        status, _, body = self.get("/api/accounts")
        assert status == 200, (status, body)
        return body["items"]


def exchange(connection, method, path, body=None, headers=None):
    headers = dict(headers or {})
    if isinstance(body, (dict, list)):
        body = json.dumps(body).encode()
        headers.setdefault("Content-Type", "application/json")
    connection.request(method, path, body, headers)
    return answer(connection.getresponse())


def answer(response):
    """(status, headers, parsed or raw body) of what came back."""
    raw = response.read()
    found = {k.lower(): v for k, v in response.getheaders()}
    if re.match(r"application/(problem\+)?json", found.get("content-type", "")):
        return response.status, found, json.loads(raw) if raw else None
    return response.status, found, raw


def uuid7():
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | (7 << 76) | (int.from_bytes(os.urandom(2), "big") & 0xFFF) << 64
    return str(uuid.UUID(int=value | (2 << 62) | int.from_bytes(os.urandom(8), "big") >> 2))
