"""A throw-away PostgreSQL cluster on a free port, with fsync on."""
import glob, os, pwd, shutil, subprocess, tempfile

from server import free_port


class Postgres:
    def __init__(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
        if not found:
            raise SystemExit("PostgreSQL is missing: apt-get install postgresql")
        self.bin = os.path.dirname(found[-1])
        self.folder = tempfile.mkdtemp(prefix="commons-postgres-")
        self.port = free_port()
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)

    def run(self, *command):
        prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*prefix, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)

    def start(self):
        data = self.folder + "/data"
        if not os.path.exists(data):
            self.run(self.bin + "/initdb", "-D", data, "-U", "commons", "-A", "trust", "-E", "UTF8", "--locale=C")
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self.run(self.bin + "/pg_ctl", "-D", data, "-o", options, "-l", self.folder + "/log", "-w", "start")
        return f"postgresql://commons@127.0.0.1:{self.port}/postgres"

    def another(self, name="another"):
        """The URL of one more empty database in the started cluster."""
        self.run(self.bin + "/createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "commons", name)
        return f"postgresql://commons@127.0.0.1:{self.port}/{name}"

    def stop(self):
        self.run(self.bin + "/pg_ctl", "-D", self.folder + "/data", "-m", "fast", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
