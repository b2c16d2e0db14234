"""What schemathesis asks of this module while it runs: things that exist, who asks, and what was answered.

It generates the requests; here they come to speak of things that exist (`organisation.py`), each operation as the
person whose session it may end. COMMONS_CONTRACT names the file that run.py wrote them into; the statuses of all
answers are written beside it."""
import atexit, collections, http.client, json, os, sys, uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
import schemathesis
from authenticator import code_of
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

with open(os.environ["COMMONS_CONTRACT"]) as file:
    GIVEN = json.load(file)
REQUESTS, PORT = GIVEN["requests"], GIVEN["port"]
ANSWERS = collections.defaultdict(collections.Counter)
# Sign-ins that the operations which end their session may take.
RENEWALS = {"auth.logout": 8, "auth.organisation": 8}
FRESH = {"id", "document_id", "contest_id", "decision_id", "credit_note_id", "acknowledgement_id"}


def named(case):
    return case.operation.definition.raw.get("operationId")


def request_of(case):
    return REQUESTS.get(named(case))


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for methods in raw_schema["paths"].values():
        for operation in methods.values():
            given = REQUESTS.get(operation.get("operationId")) if isinstance(operation, dict) else None
            if given:
                give_examples(operation, given)


def give_examples(operation, given):
    for parameter in operation.get("parameters", []):
        value = {**given["path"], **given["query"]}.get(parameter["name"])
        if value is not None:
            parameter["example"] = value
            parameter["schema"].pop("examples", None)
    if isinstance(given["body"], dict) and not given["media"]:
        operation["requestBody"]["content"]["application/json"]["example"] = given["body"]


@schemathesis.auth(refresh_interval=None)
class Session:
    def get(self, case, context):
        return (request_of(case) or GIVEN)["token"]

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.serializer("application/pdf", "text/csv")
def as_it_is(context, value):
    """Files are given as text: schemathesis takes bytes that a hook set for a broken request."""
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def before_call(context, case, kwargs):
    given = request_of(case)
    if not given or case.meta is None:
        return
    phase = case.meta.phase.name
    modes = {case.meta.generation.mode, *(part.mode for part in case.meta.components.values())}
    if phase == "stateful" or modes != {GenerationMode.POSITIVE}:
        return
    if getattr(case.meta.phase.data, "parameter_location", None) != ParameterLocation.PATH:
        case.path_parameters.update(given["path"])
    if given["media"]:
        if phase == "examples" or case.media_type == given["media"]:
            case.media_type, case.body = given["media"], given["body"]
    elif given.get("secret") and phase == "examples":
        case.body = {"code": code_of(given["secret"])}
    elif isinstance(case.body, dict) and isinstance(given["body"], dict) and phase != "examples":
        # A thing is made once; the next request makes another.
        for name in FRESH & case.body.keys():
            if case.body[name] == given["body"].get(name):
                case.body[name] = str(uuid.uuid4())


@schemathesis.hook
def after_call(context, case, response):
    name = named(case)
    ANSWERS[name][response.status_code] += 1
    if response.status_code == 401 and RENEWALS.get(name):
        RENEWALS[name] -= 1
        REQUESTS[name]["token"] = sign_in(REQUESTS[name])


def sign_in(person):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    connection.request("POST", "/api/auth/login", json.dumps({
        "email": person["email"], "password": person["password"]}), {"Content-Type": "application/json"})
    answer = json.loads(connection.getresponse().read())
    connection.close()
    return answer["access_token"]


@atexit.register
def write_answers():
    with open(os.environ["COMMONS_CONTRACT"] + ".answers", "w") as file:
        json.dump(ANSWERS, file)
