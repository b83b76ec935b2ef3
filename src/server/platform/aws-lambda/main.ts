import { createLambdaHandlers } from './handler.ts'

/** What AWS Lambda calls: `handler` for a request, `retention` for an EventBridge schedule. */
export const { handler, retention } = createLambdaHandlers(process.env)
