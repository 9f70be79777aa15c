-- Requests as browsers send them, for wrk: many Accept-Language headers in turn.
local tags = { "ar-EG", "es-MX", "fr-CA", "hi-IN", "th-TH", "zh-CN", "zh-TW", "en-GB", "en-US", "de-AT", "pt-BR", "ru-RU", "ur-PK", "tr-TR",
  "vi-VN", "pl-PL", "fa-IR", "sw-KE", "uk-UA", "it-CH" }
local headers = {}
for _, a in ipairs(tags) do
  for i = 1, 10 do
    local b = tags[(i * 7 + #headers) % #tags + 1]
    headers[#headers + 1] = a .. "," .. a:match("^%a+") .. ";q=0.9," .. b .. ";q=0." .. (i % 8 + 1)
  end
end
local n = 0
request = function()
  n = n % #headers + 1
  return wrk.format("GET", "/safety", { ["Accept-Language"] = headers[n], ["Accept-Encoding"] = "gzip, deflate, br, zstd" })
end
