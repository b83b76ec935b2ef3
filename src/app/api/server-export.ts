import { printExportColumns } from '#protocol/export/export-columns.ts'
import { ExportAnswer } from '#protocol/schema/exports.ts'
import { printSearchParams } from '#protocol/search-params.ts'
import { readAnswer } from './answers.ts'
import { ApiError, request, stream } from './client.ts'
import type { RowExport, RowExportRequest } from './row-export.ts'
import { newQueryId } from './running-question.ts'

type Params = Readonly<Record<string, string | undefined>>

/** @param scope what a list question is asked with, snapshot and order included */
export async function openServerExport(
  scope: Params,
  { format, columns, zone, payload }: RowExportRequest,
  signal: AbortSignal,
): Promise<RowExport> {
  const queryId = newQueryId()
  const params: Params = {
    ...scope,
    queryId,
    format,
    payload: payload ? '1' : '0',
    ...(format === 'ndjson' ? {} : { columns: printExportColumns(columns), zone }),
    // Without it Excel shows Chinese as noise.
    ...(format === 'csv' ? { bom: '1' } : {}),
  }
  const response = await stream(`/api/events/export${printSearchParams(params)}`, signal)
  if (!response.body) throw new ApiError(0, 'no-answer', 'The server did not answer')
  const total = response.headers.get('x-clueline-rows-total')
  return {
    total: total === null ? undefined : Number(total),
    body: response.body,
    state: async (asked) => {
      const answer = readAnswer(ExportAnswer, await request(`/api/exports/${queryId}`, { signal: asked }))
      const { rows, complete, sha256, reason } = answer
      return {
        rows,
        isComplete: complete,
        ...(sha256 === null ? {} : { sha256 }),
        ...(reason === undefined ? {} : { reason }),
      }
    },
  }
}
