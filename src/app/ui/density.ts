export const DENSITIES = ['compact', 'normal', 'roomy'] as const
export type Density = (typeof DENSITIES)[number]

/** CSS pixels, as `--row-height` in tokens.css: for what computes with rows. */
export const ROW_HEIGHTS: Readonly<Record<Density, number>> = { compact: 20, normal: 24, roomy: 28 }

export function isDensity(text: string | undefined): text is Density {
  return DENSITIES.includes(text as Density)
}

/** `tokens.css` derives the height of rows from this attribute. */
export function applyDensity(density: Density): void {
  if (density === 'normal') delete document.documentElement.dataset['density']
  else document.documentElement.dataset['density'] = density
}
