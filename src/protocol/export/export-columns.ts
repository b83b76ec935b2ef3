/** Fields with commas between them; a comma within one is written `%2C`, a percent sign `%25`. */
export function printExportColumns(fields: readonly string[]): string {
  return fields.map((field) => field.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',')
}

export function readExportColumns(text: string): readonly string[] {
  return text.split(',').map((field) => field.replaceAll('%2C', ',').replaceAll('%25', '%'))
}
