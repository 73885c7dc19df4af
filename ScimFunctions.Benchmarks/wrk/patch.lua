dofile(os.getenv("SCIM_SCRIPTS") .. "/report.lua")

-- Every request is a real change: each thread has users of its own and flips the state that it knows. Each repeat has
-- users that no earlier one has touched, so all start out active.
function init()
  math.randomseed(index + 1)
  ids = own_lines(os.getenv("SCIM_IDS"), true)
  inactive = {}
  sent = headers()
end

function request()
  local id = ids[math.random(#ids)]
  local body = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[' ..
    '{"op":"replace","path":"active","value":' .. (inactive[id] and "true" or "false") .. '}]}'
  inactive[id] = not inactive[id]
  return wrk.format("PATCH", wrk.path .. "/Users/" .. id, sent, body)
end
