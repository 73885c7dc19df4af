dofile(os.getenv("SCIM_SCRIPTS") .. "/report.lua")

function init()
  number = 0
  sent = headers()
end

function request()
  number = number + 1
  local name = "new-" .. run .. "-" .. index .. "-" .. number
  local body = '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"' .. name ..
    '@example.com","externalId":"' .. name .. '","active":true,"displayName":"Jo Doe",' ..
    '"name":{"givenName":"Jo","familyName":"Doe","formatted":"Jo Doe"},' ..
    '"emails":[{"type":"work","primary":true,"value":"' .. name .. '@example.com"}]}'
  return wrk.format("POST", wrk.path .. "/Users", sent, body)
end
