dofile(os.getenv("SCIM_SCRIPTS") .. "/report.lua")

-- Chosen at random from ready-made requests, as the other cases are, so that wrk has the same work in all of them.
function init()
  math.randomseed(index + 1)
  requests = {}
  for number = 1, 5000 do
    requests[number] = wrk.format("GET", "/" .. string.format("%036d", number))
  end
end

function request()
  return requests[math.random(#requests)]
end
