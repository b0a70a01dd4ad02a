/** Whether a result is the address of something that people can open. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text)
}
