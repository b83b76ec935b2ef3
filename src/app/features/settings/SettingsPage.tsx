/** Keys, retention, sample, deletion. */
export function SettingsPage() {
  return null
}
