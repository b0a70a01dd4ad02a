/** A multi-line text on one line, with visible breaks that cannot be mistaken for spaces. */
export function oneLine(text: string): string {
  return text.includes('\n') ? text.replaceAll(/\r?\n/g, '↵') : text
}
