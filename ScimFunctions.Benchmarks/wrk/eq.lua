dofile(os.getenv("SCIM_SCRIPTS") .. "/report.lua")

-- Seeder names its users user1@example.com and so on.
function init()
  math.randomseed(index + 1)
  users = tonumber(os.getenv("SCIM_USERS"))
  sent = headers()
end

function request()
  local filter = "userName%20eq%20%22user" .. math.random(users) .. "%40example.com%22"
  return wrk.format("GET", wrk.path .. "/Users?filter=" .. filter, sent)
end
