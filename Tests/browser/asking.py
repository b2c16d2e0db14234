"""What rules ask the API past the pages, as the visitor whose page it is."""

FETCH = "async (path) => (await fetch(`/api${path}`)).json()"
WRITE = """async ([path, body, method = "POST"]) => {
  const token = document.cookie.match(/commons_csrf=([^;]+)/)[1];
  const reply = await fetch(path, { method, body: JSON.stringify(body), headers: {
    "Content-Type": "application/json", "Commons-CSRF": decodeURIComponent(token),
    "Idempotency-Key": crypto.randomUUID() } });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return reply.status === 204 ? null : reply.json();
}"""
NEW_ID = "crypto.randomUUID()"
# In Kenya, where the shops of these rules are: their day begins before the one of the test machine.
DAY = """(days) => new Intl.DateTimeFormat("sv", { timeZone: "Africa/Nairobi" })
    .format(new Date(Date.now() + days * 864e5))"""
