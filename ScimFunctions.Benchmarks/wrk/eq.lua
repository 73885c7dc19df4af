dofile(os.getenv("SCIM_SCRIPTS") .. "/report.lua")

-- Seeder names its users user1@example.com and so on.
function init()
  math.randomseed(index + 1)
  requests = {}
  for number = 1, tonumber(os.getenv("SCIM_USERS")) do
    local filter = "userName%20eq%20%22user" .. number .. "%40example.com%22"
    requests[number] = wrk.format("GET", wrk.path .. "/Users?filter=" .. filter, headers())
  end
end

function request()
  return requests[math.random(#requests)]
end
