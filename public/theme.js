// Runs before the first paint, so that what the reader has chosen does not flash. The app keeps it up to date
// (src/app/ui/theme.ts, density.ts).
try {
  const theme = localStorage.getItem('clueline.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const density = localStorage.getItem('clueline.density')
  if (density === 'compact' || density === 'roomy') document.documentElement.dataset.density = density
} catch {
  // Without storage the system's theme and the usual rows are used.
}
