/** What can stop the store from working. Messages are for people: what happened, why, what to do. */
export class EngineError extends Error {
  /** Stable, for programs. */
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}

export class DataDirectoryInUseError extends EngineError {
  constructor(dataDirectory: string, holder: number | undefined) {
    const who = holder === undefined ? 'another process' : `another Clueline server (process ${holder})`
    super(
      'data-directory-in-use',
      `The data directory ${dataDirectory} is in use by ${who}. Two servers must not write to the same data: ` +
        'stop the other one, or choose another directory with CLUELINE_DATA.',
    )
  }
}

export class NewerDataDirectoryError extends EngineError {
  constructor(dataDirectory: string, found: number, known: number) {
    super(
      'data-directory-newer',
      `The data directory ${dataDirectory} was written by a newer Clueline (data format ${found}; this one knows ` +
        `${known}). Start the newer version, or choose another directory with CLUELINE_DATA. Nothing was changed.`,
    )
  }
}

export class DataDirectoryUnreadableError extends EngineError {
  constructor(file: string, cause: unknown) {
    super(
      'data-directory-unreadable',
      `${file} cannot be read or is damaged, so it is not known which version wrote the data. ` +
        'Restore the file from a backup, or choose another directory with CLUELINE_DATA. Nothing was changed.',
      { cause },
    )
  }
}

export class UnsupportedPlatformError extends EngineError {
  constructor(platform: string, advice: string) {
    super(
      'platform-unsupported',
      `The embedded engine does not run on ${platform}. ${advice} ` +
        'Or point CLUELINE_CLICKHOUSE_URL to a ClickHouse server.',
    )
  }
}

export class EnginePackageMissingError extends EngineError {
  constructor(packageName: string, cause: unknown) {
    super(
      'engine-package-missing',
      `The embedded engine is not installed: the optional package ${packageName} is missing. Run "npm ci" ` +
        '(without --omit=optional), or point CLUELINE_CLICKHOUSE_URL to a ClickHouse server.',
      { cause },
    )
  }
}

export class EngineStartError extends EngineError {
  constructor(reason: string, options?: ErrorOptions) {
    super(
      'engine-start-failed',
      `The embedded engine did not start: ${reason}. The file engine/log/engine-errors.log in the data ` +
        'directory may say more.',
      options,
    )
  }
}

export class EngineBundleMissingError extends EngineError {
  constructor(tried: readonly string[]) {
    super(
      'engine-bundle-missing',
      `The program of the engine's process is missing (looked for ${tried.join(', ')}). Run "npm run build".`,
    )
  }
}
