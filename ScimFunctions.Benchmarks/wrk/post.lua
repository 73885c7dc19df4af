dofile(os.getenv("SCIM_SCRIPTS") .. "/report.lua")

-- Names are all of one length, so that what stands between them is the same in every request.
local mark = "new-00-0-0000000"

function init()
  number = 0
  local body = '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"' .. mark ..
    '@example.com","externalId":"' .. mark .. '","active":true,"displayName":"Jo Doe",' ..
    '"name":{"givenName":"Jo","familyName":"Doe","formatted":"Jo Doe"},' ..
    '"emails":[{"type":"work","primary":true,"value":"' .. mark .. '@example.com"}]}'
  pieces = {}
  local rest = wrk.format("POST", wrk.path .. "/Users", headers(), body)
  while rest do
    local from, to = rest:find(mark, 1, true)
    pieces[#pieces + 1] = rest:sub(1, (from or 0) - 1)
    rest = from and rest:sub(to + 1)
  end
end

function request()
  number = number + 1
  return table.concat(pieces, string.format("new-%02d-%d-%07d", tonumber(run), index, number))
end
