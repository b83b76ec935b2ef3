import { expect, test } from 'vitest'
import { enginePackageOf, locateEngineLibrary } from './engine-library.ts'

const found = (request: string) => `/modules/${request}`
const withoutPackage = () => locateEngineLibrary({ os: 'linux', cpu: 'x64', glibc: true }, missing)
const missing = (request: string): never => {
  throw new Error(`Cannot find module '${request}'`)
}

test.each([
  ['linux', 'x64', '@chdb/lib-linux-x64-gnu'],
  ['linux', 'arm64', '@chdb/lib-linux-arm64-gnu'],
  ['darwin', 'x64', '@chdb/lib-darwin-x64'],
  ['darwin', 'arm64', '@chdb/lib-darwin-arm64'],
])('finds the package for %s %s', (os, cpu, packageName) => {
  const platform = { os, cpu, glibc: os === 'linux' }
  expect(enginePackageOf(platform)).toBe(packageName)
  expect(locateEngineLibrary(platform, found)).toBe(`/modules/${packageName}/libchdb.so`)
})

test.each([
  ['win32', 'x64', false, /WSL/],
  ['linux', 'x64', false, /musl.*glibc, such as Debian/s],
  ['linux', 'ia32', true, /x64 or arm64/],
  ['freebsd', 'x64', false, /Linux \(glibc\) or macOS/],
])('says what to do on %s %s without an engine', (os, cpu, glibc, advice) => {
  const refused = () => locateEngineLibrary({ os, cpu, glibc }, found)
  expect(refused).toThrow(expect.objectContaining({ code: 'platform-unsupported' }))
  expect(refused).toThrow(advice)
  expect(refused).toThrow(/CLUELINE_CLICKHOUSE_URL/)
})

test('says which package is missing and how to get it', () => {
  expect(withoutPackage).toThrow(expect.objectContaining({ code: 'engine-package-missing' }))
  expect(withoutPackage).toThrow(/@chdb\/lib-linux-x64-gnu is missing\. Run "npm ci"/)
})
