import { join } from 'node:path'
import { openSettingsFile } from '../adapters/keys/settings-file.ts'
import { allowsOrigin, joinedKeys, type IngestKeys } from '../ingest/ingest-keys.ts'
import type { RetentionRules } from '../retention/retention.ts'
import type { SettingsDeps } from '../settings/settings-routes.ts'
import { findStoredKey } from '../settings/settings.ts'
import type { ServerConfig } from './config.ts'

/** In the data directory. */
const SETTINGS_FILE = 'settings.json'

interface RunningSettings extends Pick<SettingsDeps, 'store' | 'fixed'> {
  readonly keys: IngestKeys
  readonly rules: () => RetentionRules
}

/** What the environment fixes and what the viewer has set, together. */
export function openRunningSettings(config: ServerConfig, environment: IngestKeys): RunningSettings {
  const store = openSettingsFile(join(config.data, SETTINGS_FILE))
  const made: IngestKeys = {
    find: (key) => findStoredKey(store.current(), key),
    anyAllows: (origin) => made.list().some((key) => allowsOrigin(key, origin)),
    list: () => store.current().keys,
  }
  const { retentionDays, retentionDiskPercent } = config
  const disk = retentionDiskPercent === undefined ? {} : { diskPercent: retentionDiskPercent }
  return {
    store,
    keys: joinedKeys([environment, made]),
    rules: () => {
      const days = retentionDays ?? store.current().retentionDays
      return { ...disk, ...(days === undefined ? {} : { days }) }
    },
    fixed: {
      ...disk,
      ...(retentionDays === undefined ? {} : { retentionDays }),
      keys: environment.list(),
    },
  }
}
