-- One row of one frame. KEYS: a sorted set per feature. ARGV: the time and the end of its range, versions kept, time to live in
-- milliseconds (0 for none), then a member per key. All members have score 0, so Redis sorts them by their bytes, and those
-- begin with the time. The member '-' sorts before all others and says that older values were dropped.
for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYLEX', key, '[' .. ARGV[1], '(' .. ARGV[2])
  redis.call('ZADD', key, 0, ARGV[4 + i])
  local mark = redis.call('ZSCORE', key, '-') and 1 or 0
  local over = redis.call('ZCARD', key) - mark - tonumber(ARGV[3])
  if over > 0 then
    redis.call('ZREMRANGEBYRANK', key, mark, mark + over - 1)
    redis.call('ZADD', key, 0, '-')
  end
  if ARGV[4] ~= '0' then
    redis.call('PEXPIRE', key, ARGV[4])
  end
end
return #KEYS
