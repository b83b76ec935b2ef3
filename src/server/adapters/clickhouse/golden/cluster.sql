-- 1: first tables

CREATE TABLE IF NOT EXISTS events_local ON CLUSTER clueline (
  tenant LowCardinality(String),
  kind LowCardinality(String),
  session String CODEC(ZSTD(1)),
  seq UInt64 CODEC(Delta(8), ZSTD(1)),
  ts DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
  time_lag Int64 CODEC(ZSTD(1)),
  mono_lag Int64 CODEC(ZSTD(1)),
  epoch UInt32 CODEC(ZSTD(1)),
  received DateTime64(6, 'UTC') CODEC(Delta(8), ZSTD(1)),
  ingest UInt64 CODEC(Delta(8), ZSTD(1)),
  via LowCardinality(String),
  hash UInt32 CODEC(NONE),
  callid String CODEC(ZSTD(1)),
  category LowCardinality(String),
  form LowCardinality(String),
  level UInt8 CODEC(ZSTD(1)),
  label LowCardinality(String),
  name LowCardinality(String),
  phase LowCardinality(String),
  source_id String CODEC(ZSTD(1)),
  source_type LowCardinality(String),
  source_parent String CODEC(ZSTD(1)),
  source_name String CODEC(ZSTD(1)),
  span String CODEC(ZSTD(1)),
  message String CODEC(ZSTD(3)),
  attrs Map(LowCardinality(String), String) CODEC(ZSTD(3)),
  folded Map(LowCardinality(String), String) CODEC(ZSTD(3)),
  ids Array(String) CODEC(ZSTD(1)),
  numbers Array(String) CODEC(ZSTD(1)),
  sealed_number String CODEC(ZSTD(1)),
  payload String CODEC(ZSTD(3)),
  time Int64 ALIAS toUnixTimestamp64Micro(ts) - time_lag,
  mono Int64 ALIAS toUnixTimestamp64Micro(ts) - mono_lag,
  INDEX session_index session TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX callid_index callid TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX source_index source_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX ids_index ids TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX numbers_index numbers TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX span_index span TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX parent_index source_parent TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX callid_range callid TYPE minmax GRANULARITY 1,
  INDEX source_range source_id TYPE minmax GRANULARITY 1,
  INDEX parent_range source_parent TYPE minmax GRANULARITY 1,
  INDEX span_range span TYPE minmax GRANULARITY 1,
  INDEX ingest_index ingest TYPE minmax GRANULARITY 1
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (kind, toYYYYMMDD(ts))
ORDER BY (tenant, intDiv(toUnixTimestamp64Micro(ts), 300000000), session, seq)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 4096, replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800

CREATE TABLE IF NOT EXISTS events ON CLUSTER clueline AS events_local
ENGINE = Distributed(clueline, currentDatabase(), events_local, cityHash64(session))

CREATE TABLE IF NOT EXISTS session_records_local ON CLUSTER clueline (
  tenant LowCardinality(String),
  kind LowCardinality(String),
  session String,
  version UInt64,
  secret_hash String,
  fields Map(LowCardinality(String), String),
  floor UInt64,
  highest UInt64,
  first_received DateTime64(6, 'UTC'),
  received DateTime64(6, 'UTC')
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', version)
ORDER BY (tenant, kind, session)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 512, replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800

CREATE TABLE IF NOT EXISTS session_records ON CLUSTER clueline AS session_records_local
ENGINE = Distributed(clueline, currentDatabase(), session_records_local, cityHash64(session))

CREATE TABLE IF NOT EXISTS rejects_local ON CLUSTER clueline (
  tenant LowCardinality(String),
  kind LowCardinality(String),
  session String,
  seq UInt64,
  reason LowCardinality(String),
  detail String CODEC(ZSTD(3)),
  count UInt64,
  received DateTime64(6, 'UTC')
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (tenant, kind, session, seq)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 512, replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800

CREATE TABLE IF NOT EXISTS rejects ON CLUSTER clueline AS rejects_local
ENGINE = Distributed(clueline, currentDatabase(), rejects_local, cityHash64(session))

CREATE TABLE IF NOT EXISTS imports_local ON CLUSTER clueline (
  tenant LowCardinality(String),
  id String,
  version UInt64,
  kind LowCardinality(String),
  file String,
  format LowCardinality(String),
  status LowCardinality(String),
  sessions Array(String),
  bytes UInt64,
  read UInt64,
  stored UInt64,
  duplicates UInt64,
  rejected UInt64,
  truncated UInt8,
  detail String,
  extra String CODEC(ZSTD(3)),
  started DateTime64(6, 'UTC'),
  ended Nullable(DateTime64(6, 'UTC'))
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', version)
ORDER BY (tenant, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800

CREATE TABLE IF NOT EXISTS imports ON CLUSTER clueline AS imports_local
ENGINE = Distributed(clueline, currentDatabase(), imports_local, cityHash64(id))

CREATE TABLE IF NOT EXISTS audit_local ON CLUSTER clueline (
  tenant LowCardinality(String),
  at DateTime64(6, 'UTC'),
  id String,
  actor String,
  action LowCardinality(String),
  subject String,
  reason String,
  outcome LowCardinality(String),
  rows UInt64,
  detail String CODEC(ZSTD(3)),
  previous String,
  hash String
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (tenant, at, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800

CREATE TABLE IF NOT EXISTS audit ON CLUSTER clueline AS audit_local
ENGINE = Distributed(clueline, currentDatabase(), audit_local, cityHash64(tenant))

CREATE TABLE IF NOT EXISTS deletions_local ON CLUSTER clueline (
  tenant LowCardinality(String),
  kind LowCardinality(String),
  session String,
  day UInt32,
  at DateTime64(6, 'UTC'),
  reason LowCardinality(String),
  events UInt64,
  position UInt64,
  audit String
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (tenant, kind, session, at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800

CREATE TABLE IF NOT EXISTS deletions ON CLUSTER clueline AS deletions_local
ENGINE = Distributed(clueline, currentDatabase(), deletions_local, cityHash64(tenant))

CREATE TABLE IF NOT EXISTS session_days_local ON CLUSTER clueline (
  tenant LowCardinality(String),
  kind LowCardinality(String),
  day Date32,
  session String,
  min_ts SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
  max_ts SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
  min_seq SimpleAggregateFunction(min, UInt64),
  max_seq SimpleAggregateFunction(max, UInt64),
  events SimpleAggregateFunction(sum, UInt64),
  warns SimpleAggregateFunction(sum, UInt64),
  errors SimpleAggregateFunction(sum, UInt64),
  alarms SimpleAggregateFunction(sum, UInt64),
  min_received SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
  max_received SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
  min_ingest SimpleAggregateFunction(min, UInt64),
  max_ingest SimpleAggregateFunction(max, UInt64),
  accounts SimpleAggregateFunction(groupUniqArrayArray(10000), Array(String)),
  staffs SimpleAggregateFunction(groupUniqArrayArray(10000), Array(String)),
  devices SimpleAggregateFunction(groupUniqArrayArray(10000), Array(String)),
  callids SimpleAggregateFunction(groupUniqArrayArray(10000), Array(String)),
  categories SimpleAggregateFunction(groupUniqArrayArray(10000), Array(String)),
  lost_ranges SimpleAggregateFunction(groupUniqArrayArray(10000), Array(Tuple(UInt64, UInt64))),
  lost SimpleAggregateFunction(sum, UInt64),
  offsets SimpleAggregateFunction(groupUniqArrayArray(10000), Array(Tuple(UInt32, Int64)))
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (kind, day)
ORDER BY (tenant, session)
SETTINGS index_granularity = 512, replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800

CREATE TABLE IF NOT EXISTS session_days ON CLUSTER clueline AS session_days_local
ENGINE = Distributed(clueline, currentDatabase(), session_days_local, cityHash64(session))

CREATE TABLE IF NOT EXISTS call_days_local ON CLUSTER clueline (
  tenant LowCardinality(String),
  kind LowCardinality(String),
  day Date32,
  callid String,
  min_ts SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
  max_ts SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
  events SimpleAggregateFunction(sum, UInt64),
  warns SimpleAggregateFunction(sum, UInt64),
  errors SimpleAggregateFunction(sum, UInt64),
  alarms SimpleAggregateFunction(sum, UInt64),
  sessions SimpleAggregateFunction(groupUniqArrayArray(10000), Array(String)),
  numbers SimpleAggregateFunction(groupUniqArrayArray(10000), Array(String)),
  call_number AggregateFunction(argMin, Tuple(String, String), Tuple(DateTime64(6, 'UTC'), String, UInt64)),
  fact_firstTs SimpleAggregateFunction(min, Nullable(Int64)),
  fact_lastTs SimpleAggregateFunction(max, Nullable(Int64)),
  fact_events SimpleAggregateFunction(sum, UInt64),
  fact_errors SimpleAggregateFunction(sum, UInt64),
  fact_warnings SimpleAggregateFunction(sum, UInt64),
  fact_dialingTs SimpleAggregateFunction(min, Nullable(Int64)),
  fact_ringingTs SimpleAggregateFunction(min, Nullable(Int64)),
  fact_connectedTs SimpleAggregateFunction(min, Nullable(Int64)),
  fact_endedTs SimpleAggregateFunction(max, Nullable(Int64)),
  fact_failedTs SimpleAggregateFunction(max, Nullable(Int64)),
  fact_direction AggregateFunction(argMin, String, Tuple(DateTime64(6, 'UTC'), String, UInt64)),
  fact_reason AggregateFunction(argMax, String, Tuple(DateTime64(6, 'UTC'), String, UInt64)),
  fact_endedBy AggregateFunction(argMax, String, Tuple(DateTime64(6, 'UTC'), String, UInt64)),
  fact_sipCode AggregateFunction(argMax, String, Tuple(DateTime64(6, 'UTC'), String, UInt64)),
  fact_iceConnectedTs SimpleAggregateFunction(min, Nullable(Int64)),
  fact_iceFailedTs SimpleAggregateFunction(max, Nullable(Int64)),
  fact_samples SimpleAggregateFunction(sum, UInt64),
  fact_lowSamples SimpleAggregateFunction(sum, UInt64),
  fact_worstMos SimpleAggregateFunction(min, Nullable(Float64)),
  fact_oneWay SimpleAggregateFunction(sum, UInt64),
  fact_qualityAlarms SimpleAggregateFunction(sum, UInt64),
  min_ingest SimpleAggregateFunction(min, UInt64),
  max_ingest SimpleAggregateFunction(max, UInt64)
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (kind, day)
ORDER BY (tenant, callid)
SETTINGS index_granularity = 512, replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800

CREATE TABLE IF NOT EXISTS call_days ON CLUSTER clueline AS call_days_local
ENGINE = Distributed(clueline, currentDatabase(), call_days_local, cityHash64(session))

CREATE TABLE IF NOT EXISTS source_days_local ON CLUSTER clueline (
  tenant LowCardinality(String),
  kind LowCardinality(String),
  day Date32,
  session String,
  source_type LowCardinality(String),
  source_id String,
  min_ts SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
  max_ts SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
  min_seq SimpleAggregateFunction(min, UInt64),
  max_seq SimpleAggregateFunction(max, UInt64),
  events SimpleAggregateFunction(sum, UInt64),
  warns SimpleAggregateFunction(sum, UInt64),
  errors SimpleAggregateFunction(sum, UInt64),
  begins SimpleAggregateFunction(sum, UInt64),
  ends SimpleAggregateFunction(sum, UInt64),
  source_name SimpleAggregateFunction(max, String),
  source_parent SimpleAggregateFunction(max, String),
  callid SimpleAggregateFunction(max, String),
  min_ingest SimpleAggregateFunction(min, UInt64),
  max_ingest SimpleAggregateFunction(max, UInt64)
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (kind, day)
ORDER BY (tenant, session, source_type, source_id)
SETTINGS index_granularity = 512, replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800

CREATE TABLE IF NOT EXISTS source_days ON CLUSTER clueline AS source_days_local
ENGINE = Distributed(clueline, currentDatabase(), source_days_local, cityHash64(session))

CREATE TABLE IF NOT EXISTS number_days_local ON CLUSTER clueline (
  tenant LowCardinality(String),
  kind LowCardinality(String),
  day Date32,
  number String,
  session String,
  callid String,
  min_ts SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
  max_ts SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
  events SimpleAggregateFunction(sum, UInt64),
  min_ingest SimpleAggregateFunction(min, UInt64),
  max_ingest SimpleAggregateFunction(max, UInt64)
) ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (kind, day)
ORDER BY (tenant, number, session, callid)
SETTINGS index_granularity = 512, replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800

CREATE TABLE IF NOT EXISTS number_days ON CLUSTER clueline AS number_days_local
ENGINE = Distributed(clueline, currentDatabase(), number_days_local, cityHash64(session))

CREATE MATERIALIZED VIEW IF NOT EXISTS session_days_view ON CLUSTER clueline TO session_days_local
AS SELECT tenant, kind, toDate32(ts) AS day, session, min(ts) AS min_ts, max(ts) AS max_ts, min(seq) AS min_seq, max(seq) AS max_seq, count() AS events, countIf(level >= 13 AND level < 17) AS warns, countIf(level >= 17) AS errors, countIf(form = 'alarm') AS alarms, min(received) AS min_received, max(received) AS max_received, min(ingest) AS min_ingest, max(ingest) AS max_ingest, groupUniqArrayIf(10000)(attrs['account'], category = 'sdk' AND name = 'IDENTIFY' AND attrs['account'] != '') AS accounts, groupUniqArrayIf(10000)(attrs['staff'], category = 'sdk' AND name = 'IDENTIFY' AND attrs['staff'] != '') AS staffs, groupUniqArrayIf(10000)(attrs['device'], category = 'sdk' AND name = 'IDENTIFY' AND attrs['device'] != '') AS devices, groupUniqArrayIf(10000)(callid, callid != '') AS callids, groupUniqArrayIf(10000)(toString(category), true) AS categories, groupUniqArrayIf(10000)((if(match(attrs['from'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['from']), 0), if(match(attrs['to'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['to']), 0)), category = 'sdk' AND name = 'LOST' AND if(match(attrs['from'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['from']), 0) >= 1 AND if(match(attrs['to'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['to']), 0) >= if(match(attrs['from'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['from']), 0) AND if(match(attrs['to'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['to']), 0) <= 9007199254740991) AS lost_ranges, toUInt64(sumIf(if(match(attrs['to'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['to']), 0) - if(match(attrs['from'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['from']), 0) + 1, category = 'sdk' AND name = 'LOST' AND if(match(attrs['from'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['from']), 0) >= 1 AND if(match(attrs['to'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['to']), 0) >= if(match(attrs['from'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['from']), 0) AND if(match(attrs['to'], '^[0-9]{1,16}$'), toUInt64OrZero(attrs['to']), 0) <= 9007199254740991)) AS lost, groupUniqArrayIf(10000)((epoch, toUnixTimestamp64Micro(ts) - mono), kind = 'live' AND ts > received - toIntervalDay(30) AND ts < received + toIntervalDay(1)) AS offsets FROM events_local GROUP BY tenant, kind, day, session

CREATE MATERIALIZED VIEW IF NOT EXISTS call_days_view ON CLUSTER clueline TO call_days_local
AS SELECT tenant, kind, toDate32(ts) AS day, callid, min(ts) AS min_ts, max(ts) AS max_ts, count() AS events, countIf(level >= 13 AND level < 17) AS warns, countIf(level >= 17) AS errors, countIf(form = 'alarm') AS alarms, groupUniqArrayIf(10000)(session, true) AS sessions, groupUniqArrayArray(10000)(numbers) AS numbers, argMinStateIf((sealed_number, attrs['call.number']), (ts, session, seq), sealed_number != '') AS call_number, minOrNullIf(toUnixTimestamp64Micro(ts), true) AS fact_firstTs, maxOrNullIf(toUnixTimestamp64Micro(ts), true) AS fact_lastTs, countIf(true) AS fact_events, countIf(level = 17) AS fact_errors, countIf(level = 13) AS fact_warnings, minOrNullIf(toUnixTimestamp64Micro(ts), category = 'call' AND name = 'CALL_STATE' AND attrs['call.state'] IN ('dialing')) AS fact_dialingTs, minOrNullIf(toUnixTimestamp64Micro(ts), category = 'call' AND name = 'CALL_STATE' AND attrs['call.state'] IN ('ringing')) AS fact_ringingTs, minOrNullIf(toUnixTimestamp64Micro(ts), category = 'call' AND name = 'CALL_STATE' AND attrs['call.state'] IN ('connected')) AS fact_connectedTs, maxOrNullIf(toUnixTimestamp64Micro(ts), category = 'call' AND name = 'CALL_STATE' AND attrs['call.state'] IN ('ended')) AS fact_endedTs, maxOrNullIf(toUnixTimestamp64Micro(ts), category = 'call' AND name = 'CALL_STATE' AND attrs['call.state'] IN ('failed')) AS fact_failedTs, argMinStateIf(attrs['call.direction'], (ts, session, seq), category = 'call' AND attrs['call.direction'] != '') AS fact_direction, argMaxStateIf(attrs['call.reason'], (ts, session, seq), category = 'call' AND name = 'CALL_STATE' AND attrs['call.state'] IN ('ended', 'failed') AND attrs['call.reason'] != '') AS fact_reason, argMaxStateIf(attrs['call.ended_by'], (ts, session, seq), category = 'call' AND name = 'CALL_STATE' AND attrs['call.state'] IN ('ended', 'failed') AND attrs['call.ended_by'] != '') AS fact_endedBy, argMaxStateIf(attrs['sip.code'], (ts, session, seq), category = 'call' AND name = 'CALL_STATE' AND attrs['call.state'] IN ('ended', 'failed') AND match(attrs['sip.code'], '^-?[0-9]{1,15}([.][0-9]{1,9})?$')) AS fact_sipCode, minOrNullIf(toUnixTimestamp64Micro(ts), category = 'webrtc' AND name = 'WEBRTC_ICE_STATE' AND attrs['ice.state'] IN ('connected', 'completed')) AS fact_iceConnectedTs, maxOrNullIf(toUnixTimestamp64Micro(ts), category = 'webrtc' AND name = 'WEBRTC_ICE_STATE' AND attrs['ice.state'] IN ('failed')) AS fact_iceFailedTs, countIf(category = 'webrtc' AND name = 'WEBRTC_STATS') AS fact_samples, countIf(category = 'webrtc' AND name = 'WEBRTC_STATS' AND match(attrs['mos'], '^-?[0-9]{1,15}([.][0-9]{1,9})?$') AND toFloat64OrZero(attrs['mos']) < 3) AS fact_lowSamples, minOrNullIf(toFloat64OrZero(attrs['mos']), category = 'webrtc' AND name = 'WEBRTC_STATS' AND match(attrs['mos'], '^-?[0-9]{1,15}([.][0-9]{1,9})?$')) AS fact_worstMos, countIf(category = 'webrtc' AND name = 'WEBRTC_ONE_WAY') AS fact_oneWay, countIf(category = 'webrtc' AND name = 'WEBRTC_QUALITY_LOW' AND phase = 'begin') AS fact_qualityAlarms, min(ingest) AS min_ingest, max(ingest) AS max_ingest FROM events_local WHERE (callid != '') GROUP BY tenant, kind, day, callid

CREATE MATERIALIZED VIEW IF NOT EXISTS source_days_view ON CLUSTER clueline TO source_days_local
AS SELECT tenant, kind, toDate32(ts) AS day, session, source_type, source_id, min(ts) AS min_ts, max(ts) AS max_ts, min(seq) AS min_seq, max(seq) AS max_seq, count() AS events, countIf(level >= 13 AND level < 17) AS warns, countIf(level >= 17) AS errors, countIf(phase = 'begin') AS begins, countIf(phase = 'end') AS ends, max(source_name) AS source_name, max(source_parent) AS source_parent, max(callid) AS callid, min(ingest) AS min_ingest, max(ingest) AS max_ingest FROM events_local WHERE (source_id != '') GROUP BY tenant, kind, day, session, source_type, source_id

CREATE MATERIALIZED VIEW IF NOT EXISTS number_days_view ON CLUSTER clueline TO number_days_local
AS SELECT tenant, kind, toDate32(ts) AS day, arrayJoin(numbers) AS number, session, callid, min(ts) AS min_ts, max(ts) AS max_ts, count() AS events, min(ingest) AS min_ingest, max(ingest) AS max_ingest FROM events_local WHERE (notEmpty(numbers)) GROUP BY tenant, kind, day, number, session, callid
