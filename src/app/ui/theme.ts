export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export function isTheme(text: string | undefined): text is Theme {
  return THEMES.includes(text as Theme)
}

/** `tokens.css` derives every colour from this attribute; absent means the system's choice. */
export function applyTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
