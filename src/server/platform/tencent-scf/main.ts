import { startWebFunction } from './web-function.ts'

/** What `scf_bootstrap` runs: `node scf.js`. */
const listener = await startWebFunction(process.env)
if (!listener.ok) throw new Error(listener.error)
