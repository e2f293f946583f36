-- wrk: posts JSON batches of 20 readings, about 1 KB; every batch has a time of its own.
-- Arguments: first time (ms), file with one Authorization header a line.
local headers, pieces, time, turn = {}, {}, 0, 0

function init(args)
  time = tonumber(args[1])
  for line in io.lines(args[2]) do
    headers[#headers + 1] = { ["Content-Type"] = "application/json", ["Authorization"] = line }
  end
  pieces[1] = '{"readings":[{"key":"spindle-1","time":'
  for i = 1, 19 do
    pieces[#pieces + 1] = string.format(',"value":%.2f},{"key":"spindle-%d","time":', 20 + i * 1.37, i + 1)
  end
  pieces[#pieces + 1] = ',"value":47.11}]}'
end

function request()
  time = time + 1
  turn = turn % #headers + 1
  return wrk.format("POST", "/api/readings", headers[turn], table.concat(pieces, string.format("%d", time)))
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("RESULT %d %d %d %d", summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(99)))
end
