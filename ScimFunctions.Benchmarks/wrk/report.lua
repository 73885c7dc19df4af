-- What every case shares: its settings from the environment, and one line that WrkRunner reads.
token = os.getenv("SCIM_TOKEN")
run = os.getenv("SCIM_RUN") or "0"
repeats = tonumber(os.getenv("SCIM_REPEATS") or "1")
threads = tonumber(os.getenv("SCIM_THREADS") or "1")

local started = 0

function setup(thread)
  thread:set("index", started)
  started = started + 1
end

function headers()
  return { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/scim+json" }
end

-- The lines of a file that belong to this thread, and to this repeat where each may be used once only.
function own_lines(path, once)
  local lines, number = {}, 0
  local repeat_of = tonumber(run) % repeats
  for line in io.lines(path) do
    local mine = number % threads == index
    local now = not once or math.floor(number / threads) % repeats == repeat_of
    if mine and now then lines[#lines + 1] = line end
    number = number + 1
  end
  return lines
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT requests=%d microseconds=%d p50=%d p99=%d refused=%d broken=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    e.status, e.connect + e.read + e.write + e.timeout))
end
