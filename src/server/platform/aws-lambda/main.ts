import { createRetentionHandler } from '../scheduled-retention.ts'
import { createLambdaHandler } from './handler.ts'

/** What AWS Lambda calls for a request. */
export const handler = createLambdaHandler(process.env)

let scheduled: ReturnType<typeof createRetentionHandler> | undefined

/** What an EventBridge schedule calls; made when called, so that a function for requests opens one store only. */
export const retention: ReturnType<typeof createRetentionHandler> = () => {
  scheduled ??= createRetentionHandler(process.env)
  return scheduled()
}
