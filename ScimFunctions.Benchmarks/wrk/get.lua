dofile(os.getenv("SCIM_SCRIPTS") .. "/report.lua")

function init()
  math.randomseed(index + 1)
  ids = own_lines(os.getenv("SCIM_IDS"))
  sent = headers()
end

function request()
  return wrk.format("GET", wrk.path .. "/Users/" .. ids[math.random(#ids)], sent)
end
