#!/usr/bin/env python3
"""The server over an S3 store that checks every signature: a paper goes in, is read and shown, and fsck finds what is gone.

usage: objects.py PATH/TO/commons
The store is moto's; it answers 403 to a request that is not signed with the key of the user made here."""
import json, os, subprocess, sys, urllib.error, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
import boto3
from picture import receipt
from run import wait_for
from server import Server, free_port

BUCKET = "papers"


class Store:
    """moto's S3 server with one user who may do everything in S3."""

    def __init__(self):
        port = free_port()
        self.endpoint = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if not any("Running on" in line for line in iter(self.process.stdout.readline, "")):
            raise SystemExit("The S3 server did not start. Install it with: pip install 'moto[server]'")
        users = self.client("iam", "key", "secret")
        users.create_user(UserName="commons")
        users.put_user_policy(UserName="commons", PolicyName="all", PolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}))
        made = users.create_access_key(UserName="commons")["AccessKey"]
        self.access, self.secret = made["AccessKeyId"], made["SecretAccessKey"]
        # From here on every request's signature is checked.
        urllib.request.urlopen(urllib.request.Request(
            self.endpoint + "/moto-api/reset-auth", b"0", {"Content-Type": "text/plain"}))
        self.bucket = self.client("s3", self.access, self.secret)
        self.bucket.create_bucket(Bucket=BUCKET)

    def client(self, service, access, secret):
        return boto3.client(service, endpoint_url=self.endpoint, region_name="us-east-1",
                            aws_access_key_id=access, aws_secret_access_key=secret)

    def keys(self):
        return [one["Key"] for one in self.bucket.list_objects_v2(Bucket=BUCKET).get("Contents", [])]

    def status(self, key):
        """What the store answers to somebody who signs nothing."""
        try:
            return urllib.request.urlopen(f"{self.endpoint}/{BUCKET}/{key}").status
        except urllib.error.HTTPError as fault:
            return fault.code

    def environment(self):
        return {"COMMONS_OBJECTS": f"s3://{BUCKET}/commons", "COMMONS_S3_ENDPOINT": self.endpoint,
                "COMMONS_S3_ACCESS_KEY": self.access, "COMMONS_S3_SECRET_KEY": self.secret,
                "COMMONS_LOG_LEVEL": "trace"}

    def stop(self):
        self.process.kill()
        self.process.wait()


def a_paper_lives_in_the_store(store, server):
    """A paper is kept in the store alone, read from there, and its picture is shown"""
    client = server.register()
    headers = {**client.headers(), "Content-Type": "image/png"}
    status, _, paper = server.request("POST", "/api/papers?file_name=receipt.png", receipt(), headers)
    assert status == 202, (status, paper)
    path = f"/api/papers/{paper['id']}"
    wait_for(lambda: client.get(path)[2]["state"] not in ("queued", "reading"), "the paper is read")
    shown = client.get(path)[2]
    assert shown["state"] == "to_review" and shown["reading"]["fields"]["total"]["value"], shown
    status, found, picture = client.get(path + "/picture")
    assert status == 200 and found["content-type"].startswith("image/") and len(picture) > 1000, (status, found)
    kept = store.keys()
    assert any(shown["sha256"] in key.replace("/", "") for key in kept), (shown["sha256"], kept)
    assert all(key.startswith("commons/") for key in kept), kept
    assert store.status(kept[0]) == 403, "the store looks at no signature"
    beside = os.path.join(server.data, "objects")
    assert not os.path.exists(beside) or not any(files for _, _, files in os.walk(beside)), os.listdir(beside)
    return shown["sha256"]


def fsck(server):
    done = subprocess.run([server.binary, "fsck", "--data", server.data], env=server.environment,
                          capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def what_is_gone_is_named(store, server, digest):
    """fsck is content with the store, and names the paper that somebody took out of it"""
    server.process.terminate()
    server.process.wait(20)
    status, said = fsck(server)
    assert status == 0, said
    gone = next(key for key in store.keys() if digest in key.replace("/", ""))
    store.bucket.delete_object(Bucket=BUCKET, Key=gone)
    status, found = fsck(server)
    assert status == 1 and digest in found, found
    return said + found


def doctor(server, **changed):
    done = subprocess.run([server.binary, "doctor", "--data", server.data], env={**server.environment, **changed},
                          capture_output=True, text=True)
    return next(line for line in done.stdout.splitlines() if "store of files" in line)


def the_doctor_asks_the_store(store, server):
    """doctor says that the store answers, and what is wrong: no such bucket, a key it does not know, nobody there"""
    assert doctor(server) == f"ok      store of files: s3://{BUCKET}/commons answers", doctor(server)
    for changed, words in [({"COMMONS_OBJECTS": "s3://elsewhere"}, "no bucket elsewhere"),
                           ({"COMMONS_S3_SECRET_KEY": "another-secret-of-forty-characters-00000"}, "answers 403"),
                           ({"COMMONS_S3_ENDPOINT": f"http://127.0.0.1:{free_port()}"}, "does not answer")]:
        said = doctor(server, **changed)
        assert said.startswith("MISSING") and words in said, said
        assert store.secret not in said, said


def main():
    store = Store()
    server = Server(sys.argv[1], environment=store.environment())
    passed, said = [], ""
    try:
        server.start()
        digest = a_paper_lives_in_the_store(store, server)
        passed.append(a_paper_lives_in_the_store)
        the_doctor_asks_the_store(store, server)
        passed.append(the_doctor_asks_the_store)
        said = what_is_gone_is_named(store, server, digest)
        passed.append(what_is_gone_is_named)
        logs = server.output() + said
        assert store.secret not in logs and store.access not in logs, "a key of the store is in a log"
        assert len(server.output()) > 2000, "the log was asked for everything and says next to nothing"
    finally:
        for rule in passed:
            print(f"ok      {rule.__doc__}")
        server.stop()
        store.stop()
    print("ok      No log holds a key of the store, at the level that says most\n4 passed, 0 failed")


if __name__ == "__main__":
    main()
