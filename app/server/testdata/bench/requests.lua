-- Requests for wrk, made before the first is sent: the lines of a file in turn, each an Accept-Language header and, behind a tab, the
-- ETag that the reader has already.
-- usage: wrk … -s requests.lua URL -- FILE
local requests, n = {}, 0

init = function(args)
  for line in io.lines(args[1]) do
    local language, etag = line:match("^([^\t]*)\t?(.*)$")
    local headers = { ["Accept-Language"] = language, ["Accept-Encoding"] = "gzip, deflate, br, zstd" }
    if etag ~= "" then headers["If-None-Match"] = etag end
    requests[#requests + 1] = wrk.format("GET", nil, headers)
  end
end

request = function()
  n = n % #requests + 1
  return requests[n]
end

done = function(summary)
  local e = summary.errors
  io.write(string.format("Failed: %d\n", e.connect + e.read + e.write + e.status + e.timeout))
end
