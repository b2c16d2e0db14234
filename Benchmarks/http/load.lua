-- One script for every shape; the shape, the token and the ids come from the environment.
local shape = os.getenv("SHAPE")
local token = os.getenv("TOKEN")
local debit, credit = os.getenv("DEBIT"), os.getenv("CREDIT")
local party, peer = os.getenv("PARTY"), os.getenv("PEER") == "1"

local function uuid()
  local function part(n) local s = "" for _ = 1, n do s = s .. string.format("%x", math.random(0, 15)) end return s end
  return part(8) .. "-" .. part(4) .. "-7" .. part(3) .. "-8" .. part(3) .. "-" .. part(12)
end

local seeded = 0
function setup(thread) seeded = seeded + 1; thread:set("seed", seeded) end
function init() math.randomseed(os.time() * 1000 + (seed or 0) * 7919 + tonumber(os.getenv("SEED") or "0")) end

local function posting(id)
  if peer then return string.format('{"id":"%s","debit":%s,"credit":%s,"amount":1250}', id, debit, credit) end
  return string.format('{"id":"%s","day":"2026-11-23","description":"bench","lines":[' ..
    '{"account_id":"%s","amount":{"amount":"12.50","currency":"KES"}},' ..
    '{"account_id":"%s","amount":{"amount":"-12.50","currency":"KES"}}]}', id, debit, credit)
end

local function invoice(id)
  if peer then
    return string.format('{"id":"%s","number":"N","customer":"Mama Njeri","currency":"KES","issued":"2026-11-23","lines":[' ..
      '{"description":"Maize flour 2 kg","quantity":10,"price":21000},{"description":"Sugar 1 kg","quantity":5,"price":16000},' ..
      '{"description":"Cooking oil 1 l","quantity":3,"price":38000}]}', id)
  end
  return string.format('{"id":"%s","party_id":"%s","currency":"KES","day":"2026-11-23","lines":[' ..
    '{"description":"Maize flour 2 kg","quantity":"10","unit_price":{"amount":"210.00","currency":"KES"}},{"description":"Sugar 1 kg","quantity":"5","unit_price":{"amount":"160.00","currency":"KES"}},' ..
    '{"description":"Cooking oil 1 l","quantity":"3","unit_price":{"amount":"380.00","currency":"KES"}}]}', id, party)
end

function request()
  local headers = { Authorization = "Bearer " .. token }
  if shape == "me" then return wrk.format("GET", "/api/users/me", headers) end
  if shape == "list" then return wrk.format("GET", "/api/invoices?limit=50", headers) end
  local id = uuid()
  headers["Content-Type"] = "application/json"
  headers["Idempotency-Key"] = id
  if shape == "invoice" then return wrk.format("POST", "/api/invoices", headers, invoice(id)) end
  return wrk.format("POST", "/api/postings", headers, posting(id))
end

function done(summary, latency)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %.1f %.2f %d\n", summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1000, wrong))
end
