/** Whether a result is a URL that people can open. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text)
}
