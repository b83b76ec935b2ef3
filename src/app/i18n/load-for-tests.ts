import { loadMessages } from './language.tsx'

/** Before every component test: the words are there, so that the first render shows what it is about. */
await loadMessages('en')
