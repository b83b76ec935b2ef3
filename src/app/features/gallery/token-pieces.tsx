import type { CSSProperties } from 'react'
import { MARK_COLOURS } from '#protocol/permalink/logs-view.ts'
import styles from './gallery.module.css'
import type { Piece } from './piece.ts'

const GREYS = ['0', '1', '2', '3', '4', '5', '6']
const GROUNDS = ['--grey-0', '--grey-1', '--grey-2']
const TEXTS = ['--grey-4', '--grey-5', '--grey-6', '--accent', '--warn', '--error']

const background = (token: string): CSSProperties => ({ background: `var(${token})` })

function Swatches({ tokens }: { readonly tokens: readonly string[] }) {
  return (
    <div className={styles['row']}>
      {tokens.map((token) => (
        <span key={token} className={styles['swatch']} style={background(token)} title={token} />
      ))}
    </div>
  )
}

export const tokenPieces: readonly Piece[] = [
  { name: 'Greys', Show: () => <Swatches tokens={GREYS.map((it) => `--grey-${it}`)} /> },
  {
    name: 'Text on grounds',
    Show: () =>
      GROUNDS.map((ground) => (
        <div key={ground} className={styles['row']} style={background(ground)}>
          {TEXTS.map((token) => (
            <span key={token} style={{ color: `var(${token})` }}>
              {token.slice(2)}
            </span>
          ))}
        </div>
      )),
  },
  {
    name: 'Severity grounds',
    Show: () => (
      <div className={styles['row']}>
        {['accent', 'warn', 'error'].map((it) => (
          <span key={it} style={{ ...background(`--${it}-quiet`), color: `var(--${it})` }}>
            {it}
          </span>
        ))}
        {['accent', 'error'].map((it) => (
          <span key={it} style={{ ...background(`--${it}`), color: `var(--on-${it})` }}>
            on {it}
          </span>
        ))}
      </div>
    ),
  },
  {
    name: 'Marks',
    Show: () => (
      <div className={styles['row']}>
        {MARK_COLOURS.map((it) => (
          <span
            key={it}
            style={{ ...background(`--mark-${it}-quiet`), borderLeft: `3px solid var(--mark-${it})` }}
          >
            &nbsp;mark {it}&nbsp;
          </span>
        ))}
      </div>
    ),
  },
  {
    name: 'Find hits',
    Show: () => (
      <p>
        a <span style={background('--hit')}>ticket</span> and the present{' '}
        <span style={background('--hit-present')}>ticket</span>
      </p>
    ),
  },
  {
    name: 'Textures',
    Show: () => (
      <>
        <div className={styles['row']}>
          <span className={styles['texture']} style={background('--texture-silence')} />
        </div>
        <div className={styles['row']}>
          <span className={styles['texture']} style={background('--texture-lost')} />
        </div>
        <div className={styles['row']}>
          <span className={styles['texture']} style={background('--texture-ghost')} />
        </div>
      </>
    ),
  },
  {
    name: 'Type',
    Show: () =>
      ['page', 'title', 'body', 'row', 'small', 'tiny'].map((it) => (
        <div key={it} style={{ fontSize: `var(--text-${it})` }}>
          {it} 坐席掉线 10:07:04.218 <code>WEBSOCKET_CLOSE</code>
        </div>
      )),
  },
]
