import { closer, eventTypes, instant, opener, span } from './rows.ts'

const DEBUG = { level: 'debug' } as const
const WARN = { level: 'warn' } as const
const ERROR = { level: 'error', form: 'error' } as const
const TRANSACTION = { source: 'TRANSACTION' } as const
const STATEMENT = ['statement', 'table', 'rows', 'duration'] as const

/** `DatabaseEventType` of the NetLog document, with its numbers. */
export const DATABASE_EVENTS = eventTypes(
  'database',
  { source: 'DATABASE' },
  {
    DB_OPEN: opener(['DB_CLOSE'], 'Database open', '打开数据库', ['database', 'version'], { number: 2000 }),
    DB_CLOSE: closer('Database closed', '关闭数据库', ['database'], { number: 2001 }),
    DB_CONFIG: instant('Database settings', '数据库配置', ['database', 'config'], { number: 2002, ...DEBUG }),
    TRANSACTION_BEGIN: opener(
      ['TRANSACTION_COMMIT', 'TRANSACTION_ROLLBACK'],
      'Transaction',
      '事务',
      ['database'],
      {
        number: 2100,
        ...TRANSACTION,
      },
    ),
    TRANSACTION_COMMIT: closer('Committed', '提交事务', ['rows', 'duration'], {
      number: 2101,
      ...TRANSACTION,
    }),
    TRANSACTION_ROLLBACK: closer('Rolled back', '回滚事务', ['reason', 'error'], {
      number: 2102,
      ...TRANSACTION,
      ...WARN,
    }),
    TRANSACTION_SAVEPOINT: instant('Savepoint', '保存点', ['savepoint'], {
      number: 2103,
      ...TRANSACTION,
      ...DEBUG,
    }),
    QUERY_PREPARE: opener(['QUERY_FINALIZE'], 'Statement prepared', '准备语句', ['statement'], {
      number: 2200,
      ...DEBUG,
    }),
    QUERY_EXECUTE: span('Statement runs', '执行语句', STATEMENT, { number: 2201 }),
    QUERY_RESET: instant('Statement reset', '重置语句', [], { number: 2202, ...DEBUG }),
    QUERY_FINALIZE: closer('Statement released', '释放语句', [], { number: 2203, ...DEBUG }),
    STMT_SELECT: span('Select', '查询', STATEMENT, { number: 2300 }),
    STMT_INSERT: span('Insert', '插入', STATEMENT, { number: 2301 }),
    STMT_UPDATE: span('Update', '更新', STATEMENT, { number: 2302 }),
    STMT_DELETE: span('Delete', '删除', STATEMENT, { number: 2303 }),
    STMT_CREATE: span('Create', '创建', STATEMENT, { number: 2304 }),
    STMT_DROP: span('Drop', '删除表', STATEMENT, { number: 2305 }),
    STMT_ALTER: span('Alter', '修改表', STATEMENT, { number: 2306 }),
    STMT_PRAGMA: span('Pragma', '编译指示', STATEMENT, { number: 2307, ...DEBUG }),
    QUERY_PLAN: instant('Query plan', '查询计划', ['statement'], { number: 2400, form: 'data', ...DEBUG }),
    INDEX_USED: instant('Index used', '使用索引', ['index', 'table'], { number: 2401, ...DEBUG }),
    TABLE_LOCK: span('Table lock', '表锁', ['table', 'lock', 'duration'], { number: 2402 }),
    TABLE_SCAN: instant('Table scan', '全表扫描', ['table', 'rows'], { number: 2403, ...WARN }),
    CACHE_HIT: instant('Cache hit', '缓存命中', ['table'], { number: 2500, ...DEBUG }),
    CACHE_MISS: instant('Cache miss', '缓存未命中', ['table'], { number: 2501, ...DEBUG }),
    CACHE_FLUSH: instant('Cache flushed', '刷新缓存', ['size'], { number: 2502 }),
    CONSTRAINT_VIOLATION: instant('Constraint violated', '违反约束', ['table', 'error', 'error_message'], {
      number: 2600,
      ...ERROR,
    }),
    LOCKED_ERROR: instant('Database locked', '数据库被锁', ['table', 'lock', 'error_message'], {
      number: 2601,
      ...ERROR,
    }),
    IO_ERROR: instant('Disk error', '读写错误', ['error', 'error_message'], { number: 2602, ...ERROR }),
    CORRUPT_ERROR: instant('Database damaged', '数据库损坏', ['error', 'error_message'], {
      number: 2603,
      ...ERROR,
    }),
    SYNTAX_ERROR: instant('Syntax error', '语法错误', ['statement', 'error_message'], {
      number: 2604,
      ...ERROR,
    }),
  },
)
