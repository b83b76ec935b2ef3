/**
 * The process that becomes the engine. `chdb_query_cmdline` is `clickhouse local`; its query opens the HTTP
 * listener and then sleeps for ever. The call blocks, so it runs in a thread of its own and the event loop stays
 * free to notice that the server is gone.
 */
import { DataType, isNullPointer, load, open, restorePointer } from 'ffi-rs'
import type { JsExternal } from 'ffi-rs'
import type { EngineChildMessage, EngineChildStart, EngineChildStop } from './engine-child-protocol.ts'

/** The engine flushes and closes tables in well under a second; after this the server must not find it alive. */
const END_GRACE_MS = 5_000

/**
 * About thirty years. One small `arrayJoin` only: a second one repeats its array for every row of the first, which
 * needs 160 GB for 200,000 rows and ended the engine after five seconds.
 */
const SLEEP_FOR_EVER =
  'SELECT sleepEachRow(100000) FROM (SELECT arrayJoin(range(10000)) AS a) ' +
  'SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0, max_execution_time = 0 FORMAT Null'

/**
 * Ctrl-C, a closing terminal and a service manager signal the whole group; the engine must outlive the server's last
 * inserts. The server ends it by a message, and its death by closing the channel.
 */
const LEFT_TO_THE_SERVER = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function endSelf(): void {
  process.removeAllListeners('SIGTERM')
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), END_GRACE_MS)
}

function send(message: EngineChildMessage, then: () => void): void {
  if (process.send && process.connected) process.send(message, undefined, undefined, then)
  else then()
}

/** The engine's call is over; the library's own exit handlers may wait for threads that are gone. */
function exitNow(): void {
  process.kill(process.pid, 'SIGKILL')
}

/**
 * The engine's own handlers of SIGSEGV and the like hold a crashed process for 4 s, and for ever when the crash is an
 * exception at start, while nothing answers. Without them the process ends at once and the supervisor restarts it.
 */
function dieAtOnceOnCrash(): void {
  load({
    library: 'chdb',
    funcName: 'chdb_set_signal_handlers_enabled',
    retType: DataType.Void,
    paramsType: [DataType.I32],
    paramsValue: [0],
  })
}

/** Empty where the library gives none: then it wrote the reason to stderr. Reading a null pointer as text would crash. */
function reasonOf(result: JsExternal): string {
  if (isNullPointer(result)) return ''
  const text = load({
    library: 'chdb',
    funcName: 'chdb_result_error',
    retType: DataType.External,
    paramsType: [DataType.External],
    paramsValue: [result],
  })
  if (isNullPointer(text)) return ''
  return String(restorePointer({ retType: [DataType.String], paramsValue: [text] })[0])
}

async function run(start: EngineChildStart): Promise<void> {
  open({ library: 'chdb', path: start.library })
  dieAtOnceOnCrash()
  const argv = [
    'clickhouse',
    '--path',
    start.storePath,
    '--config-file',
    start.configFile,
    '--http_port',
    String(start.port),
    '--listen_host',
    '127.0.0.1',
    '--query',
    `SYSTEM START LISTEN HTTP; ${SLEEP_FOR_EVER}`,
  ]
  const result = await load({
    library: 'chdb',
    funcName: 'chdb_query_cmdline',
    retType: DataType.External,
    paramsType: [DataType.I32, DataType.StringArray],
    paramsValue: [argv.length, argv],
    runInNewThread: true,
  })
  const reason = reasonOf(result)
  send({ type: 'returned', reason }, exitNow)
}

if (process.connected) {
  process.on('disconnect', endSelf)
  for (const signal of LEFT_TO_THE_SERVER) process.on(signal, () => undefined)
  process.on('message', (message: EngineChildStart | EngineChildStop) => {
    if (message === 'stop') endSelf()
    else
      run(message).catch((cause: unknown) => {
        send({ type: 'failed', reason: cause instanceof Error ? cause.message : String(cause) }, exitNow)
      })
  })
} else {
  // Started by hand, or the server died before this line: nobody would ever end this process.
  process.exit(1)
}
