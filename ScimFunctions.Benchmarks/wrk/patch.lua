dofile(os.getenv("SCIM_SCRIPTS") .. "/report.lua")

-- Every request is a real change: each thread has users of its own and flips the state that it knows. Each repeat has
-- users that no earlier one has touched, so all start out active.
function init()
  math.randomseed(index + 1)
  users = {}
  for number, id in ipairs(own_lines(os.getenv("SCIM_IDS"), true)) do
    users[number] = { next = 1, setting(id, "false"), setting(id, "true") }
  end
end

function setting(id, active)
  local body = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[' ..
    '{"op":"replace","path":"active","value":' .. active .. '}]}'
  return wrk.format("PATCH", wrk.path .. "/Users/" .. id, headers(), body)
end

function request()
  local user = users[math.random(#users)]
  local sent = user[user.next]
  user.next = 3 - user.next
  return sent
end
