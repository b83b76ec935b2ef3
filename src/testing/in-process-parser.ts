import { parseImport } from '#server/imports/parse-import.ts'
import type { FromParser, Parser, StartParser, ToParser } from '#server/imports/parser-messages.ts'

/** Parsers without a thread, for unit tests: the same code, the same messages, copied as a thread's port copies them. */
export const inProcessParsers: StartParser = (data) => {
  let stopped = false
  const inbox = mailbox<ToParser>()
  const outbox = mailbox<FromParser>()
  let die: ((reason: string) => void) | undefined
  parseImport({ send: outbox.send, listen: inbox.listen }, data).catch((error: unknown) => {
    if (!stopped) die?.(String(error))
  })
  const parser: Parser = {
    send: inbox.send,
    listen: (onMessage) => {
      outbox.listen((message) => {
        if (!stopped) onMessage(message)
      })
    },
    onDeath: (listener) => {
      die = listener
    },
    stop: async () => {
      stopped = true
      await Promise.resolve()
    },
  }
  return parser
}

interface Mailbox<Message> {
  readonly send: (message: Message) => void
  readonly listen: (onMessage: (message: Message) => void) => void
}

function mailbox<Message>(): Mailbox<Message> {
  let deliver: ((message: Message) => void) | undefined
  const early: Message[] = []
  return {
    send: (message) => {
      const copy = structuredClone(message)
      setImmediate(() => {
        if (deliver) deliver(copy)
        else early.push(copy)
      })
    },
    listen: (onMessage) => {
      deliver = onMessage
      for (const message of early.splice(0)) onMessage(message)
    },
  }
}
