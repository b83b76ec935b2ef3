// Runs before the first paint, so that a stored theme does not flash. The app keeps it up to date (ui/theme.ts).
try {
  const theme = localStorage.getItem('clueline.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Without storage the system's theme is used.
}
