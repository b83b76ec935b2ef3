import { createRequire } from 'node:module'
import { EnginePackageMissingError, UnsupportedPlatformError } from './engine-errors.ts'

export interface Platform {
  readonly os: string
  readonly cpu: string
  /** Linux only: Node says which glibc it runs on; on musl it says none. */
  readonly glibc: boolean
}

export function thisPlatform(): Platform {
  const report = process.platform === 'linux' ? process.report.getReport() : undefined
  const header: unknown = report && 'header' in report ? report.header : undefined
  const glibc = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header
  return { os: process.platform, cpu: process.arch, glibc }
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@chdb/lib-linux-x64-gnu',
  'linux-arm64': '@chdb/lib-linux-arm64-gnu',
  'darwin-x64': '@chdb/lib-darwin-x64',
  'darwin-arm64': '@chdb/lib-darwin-arm64',
}

/** Name of the npm package that carries the engine for a platform; throws `UnsupportedPlatformError`. */
export function enginePackageOf(platform: Platform): string {
  const name = `${platform.os}-${platform.cpu}`
  if (platform.os === 'win32') {
    throw new UnsupportedPlatformError('Windows', 'Run Clueline inside WSL (Windows Subsystem for Linux).')
  }
  const packageName = PACKAGES[name]
  if (packageName === undefined) {
    throw new UnsupportedPlatformError(name, 'It needs Linux (glibc) or macOS on x64 or arm64.')
  }
  if (platform.os === 'linux' && !platform.glibc) {
    throw new UnsupportedPlatformError(
      'Linux with musl (Alpine)',
      'Use a distribution with glibc, such as Debian.',
    )
  }
  return packageName
}

export type ResolveModule = (request: string) => string

/** Absolute path of the engine's library; throws what to do where there is none. */
export function locateEngineLibrary(
  platform: Platform = thisPlatform(),
  resolve: ResolveModule = createRequire(import.meta.url).resolve,
): string {
  const packageName = enginePackageOf(platform)
  try {
    return resolve(`${packageName}/libchdb.so`)
  } catch (cause) {
    throw new EnginePackageMissingError(packageName, cause)
  }
}
