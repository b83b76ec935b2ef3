import { create } from 'zustand'
import { applyDensity, isDensity, type Density } from '../ui/density.ts'
import { applyTheme, isTheme, type Theme } from '../ui/theme.ts'
import { readPreference, writePreference } from './preferences.ts'

interface Appearance {
  readonly theme: Theme
  readonly density: Density
}

function stored(): Appearance {
  const theme = readPreference('theme')
  const density = readPreference('density')
  return { theme: isTheme(theme) ? theme : 'auto', density: isDensity(density) ? density : 'normal' }
}

/** How the reader wants it to look, for what computes with it; everything else reads `tokens.css`. */
export const useAppearance = create<Appearance>()(stored)

export function setTheme(theme: Theme): void {
  writePreference('theme', theme)
  applyTheme(theme)
  useAppearance.setState({ theme })
}

export function setDensity(density: Density): void {
  writePreference('density', density)
  applyDensity(density)
  useAppearance.setState({ density })
}
