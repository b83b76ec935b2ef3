import { config, type z } from 'zod'

// The content security policy forbids code from text, which zod would otherwise try.
config({ jitless: true })

/** What the server promised. Anything else is a bug of one of the two, and throws. */
export function readAnswer<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  return schema.parse(answer)
}
