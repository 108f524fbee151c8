-- Publishes entries of groups and keeps the newest of them, in one call.
--
-- KEYS: for each group its stream, its hash and its set of members.
-- ARGV: the command that publishes, how many entries a stream keeps, for how many seconds; then for each group its id,
--       its channel, the line before the body, how many entries; for each entry nine words:
--       seq, JSON, type, message id, text, time, seq of the message whose content is gone, member (+id, -id), card.
--
-- Publishing comes before keeping: a store that is full or read-only refuses to keep and still publishes. The first
-- refusal is answered. An entry below the newest of its stream came too late to be kept; whoever lacks it asks MySQL.

local refusal = false

local function try(...)
  local answer = redis.pcall(...)
  if type(answer) == 'table' and answer.err and not string.find(answer.err, 'equal or smaller', 1, true) then
    refusal = refusal or answer.err
  end
end

local function keep(stream, most, group, line, seq, json, kind, message, text, time)
  local fields = {'XADD', stream, 'MAXLEN', '~', most, seq .. '-0',
    'seq', seq, 'channel_id', group, 'type', kind, 'timestamp', time}
  if message ~= '' then
    fields[#fields + 1] = 'message_id'
    fields[#fields + 1] = message
    fields[#fields + 1] = 'text'
    fields[#fields + 1] = text
  end
  -- an edit is kept without its content, which nobody could find when the message is deleted
  if kind ~= 'message_edited' then
    fields[#fields + 1] = 'entry'
    fields[#fields + 1] = line .. '[' .. json .. ']'
  end
  try(unpack(fields))
end

local at = 4
for key = 1, #KEYS, 3 do
  local group, channel, line, count = ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3])
  at = at + 4
  local bodies = {}
  for entry = 1, count do
    bodies[entry] = ARGV[at + 1 + (entry - 1) * 9]
  end
  redis.call(ARGV[1], channel, line .. '[' .. table.concat(bodies, ',') .. ']')

  for entry = 1, count do
    local seq, json, kind, message, text, time, gone, member, card = unpack(ARGV, at, at + 8)
    at = at + 9
    keep(KEYS[key], ARGV[2], group, line, seq, json, kind, message, text, time)
    if gone ~= '' then
      try('XDEL', KEYS[key], gone .. '-0')
    end
    if member ~= '' then
      try(string.sub(member, 1, 1) == '+' and 'SADD' or 'SREM', KEYS[key + 2], string.sub(member, 2))
    end
    if card ~= '' then
      local named = cjson.decode(card)
      try('HSET', KEYS[key + 1], 'id', group, 'name', named[1], 'description', named[2])
    end
  end
  try('EXPIRE', KEYS[key], ARGV[3])
end
return refusal
