dofile(os.getenv("SCIM_SCRIPTS") .. "/report.lua")

function init()
  math.randomseed(index + 1)
  requests = {}
  for number, id in ipairs(own_lines(os.getenv("SCIM_IDS"))) do
    requests[number] = wrk.format("GET", wrk.path .. "/Users/" .. id, headers())
  end
end

function request()
  return requests[math.random(#requests)]
end
