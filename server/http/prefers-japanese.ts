/** Whether an `Accept-Language` header names Japanese before English; browsers list preferred languages first. */
export function prefersJapanese(acceptLanguage: string | null | undefined): boolean {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return wanted.find((code) => code === 'en' || code === 'ja') === 'ja'
}
