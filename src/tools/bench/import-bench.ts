import type { Figure } from './figures.ts'
import type { ServerProcess } from './server-process.ts'
export async function benchImport(server: ServerProcess, directory: string, mib: number): Promise<Figure[]> {
  void server; void directory; void mib
  return Promise.resolve([])
}
