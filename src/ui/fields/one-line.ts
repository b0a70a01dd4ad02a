/** A text of several lines where there is room for one: each break is seen, and none is taken for a blank. */
export function oneLine(text: string): string {
  return text.includes('\n') ? text.replaceAll(/\r?\n/g, '↵') : text
}
