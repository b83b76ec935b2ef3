/** `138****8000` as people read it: `138 •••• 8000`. Never more than the mask leaves open. */
export function maskedNumberText(masked: string): string {
  return masked.replace(/\s*[*•]+\s*/g, ' •••• ').trim()
}
