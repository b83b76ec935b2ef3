import { createTable, createView } from './ddl.ts'
import type { TableMode } from './ddl.ts'
import { DERIVED_TABLES } from './derived-tables.ts'
import { EVENTS, FACT_TABLES } from './tables.ts'

export interface Migration {
  /** 1, 2, 3 …; never renumbered, never edited once released. */
  readonly number: number
  readonly name: string
  readonly statements: (mode: TableMode) => readonly string[]
}

/**
 * In order. Each statement must be safe to run twice, since a crash may come between a statement and its record.
 * Until the first release number 1 follows the table specs; after it, a change is a new migration.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    name: 'first tables',
    statements: (mode) => [
      ...[EVENTS, ...FACT_TABLES, ...DERIVED_TABLES].flatMap((table) => createTable(table, mode)),
      ...DERIVED_TABLES.map((table) => createView(table, mode)),
    ],
  },
]
