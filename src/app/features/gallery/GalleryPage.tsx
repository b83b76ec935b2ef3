import { LanguageProvider, LANGUAGES, LANGUAGE_NAMES, type Language } from '../../i18n/language.tsx'
import { controlPieces } from './control-pieces.tsx'
import styles from './gallery.module.css'
import { logPieces } from './log-pieces.tsx'
import type { Piece } from './piece.ts'
import { statePieces } from './state-pieces.tsx'
import { tokenPieces } from './token-pieces.tsx'

const THEMES = ['light', 'dark'] as const

const CHAPTERS: readonly { readonly title: string; readonly pieces: readonly Piece[] }[] = [
  { title: 'Tokens', pieces: tokenPieces },
  { title: 'Log', pieces: logPieces },
  { title: 'Controls', pieces: controlPieces },
  { title: 'States', pieces: statePieces },
]

/** Every piece of the interface and its states, in both themes and languages side by side. For development. */
export function GalleryPage() {
  return (
    <div className={styles['gallery']}>
      <h1>Gallery</h1>
      {CHAPTERS.map((chapter) => (
        <section key={chapter.title}>
          <h2>{chapter.title}</h2>
          {chapter.pieces.map((piece) => (
            <section key={piece.name} className={styles['piece']} data-piece={piece.name}>
              <h3>{piece.name}</h3>
              <div className={styles['cells']}>
                {LANGUAGES.flatMap((language) =>
                  THEMES.map((theme) => (
                    <Cell key={theme + language} piece={piece} theme={theme} language={language} />
                  )),
                )}
              </div>
            </section>
          ))}
        </section>
      ))}
    </div>
  )
}

interface CellProps {
  readonly piece: Piece
  readonly theme: (typeof THEMES)[number]
  readonly language: Language
}

/** Tokens follow `color-scheme`, so a part of a page can have a theme of its own. */
function Cell({ piece: { Show }, theme, language }: CellProps) {
  return (
    <LanguageProvider only={language}>
      <div
        className={styles['cell']}
        style={{ colorScheme: theme }}
        lang={language}
        data-theme-cell={theme}
        title={`${theme}, ${LANGUAGE_NAMES[language]}`}
      >
        <Show />
      </div>
    </LanguageProvider>
  )
}
