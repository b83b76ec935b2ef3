// Says, before the tests start, which Chromium they will use, or exactly how to get one.
import { existsSync } from 'node:fs'

const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
if (!existsSync(path)) {
  console.error(`The browser tests need a Chromium and found none at ${path}.`)
  console.error('  Debian, Ubuntu:  apt-get install chromium')
  console.error('  elsewhere:       set CHROMIUM_PATH to the browser you have, for example')
  console.error(
    '                   CHROMIUM_PATH="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"',
  )
  process.exit(1)
}
