// Runs before the first paint: sets what would flash otherwise, and asks early for what this reader needs first.
// The app keeps the look up to date (src/app/ui/theme.ts, density.ts); the build says which files belong to which
// part (src/tools/build/first-parts.ts).
{
  // Outside of the block it would be a global of the page.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const read = (name) => {
    try {
      return localStorage.getItem(`clueline.${name}`)
    } catch {
      // Without storage everything is as the system has it.
      return null
    }
  }
  const theme = read('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const density = read('density')
  if (density === 'compact' || density === 'roomy') document.documentElement.dataset.density = density

  const chosen = read('language')
  const spoken = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
  const language = chosen === 'en' || chosen === 'zh' ? chosen : spoken
  const page = location.pathname.split('/')[1] || 'find'
  const { dataset } = document.currentScript
  // The list of events needs the first words only.
  const later = page === 'logs' ? undefined : dataset[`${language}Later`]
  for (const files of [dataset[language], later, dataset[page]]) {
    for (const file of files ? files.split(' ') : []) {
      const link = document.createElement('link')
      if (file.endsWith('.css')) {
        link.rel = 'preload'
        link.as = 'style'
      } else {
        link.rel = 'modulepreload'
      }
      link.crossOrigin = ''
      link.href = file
      document.head.append(link)
    }
  }
}
