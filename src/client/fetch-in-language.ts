/** `fetch` with an `Accept-Language` of the language chosen in the workbench, which may not be the browser's. */
export function fetchInLanguage(language: () => string): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('accept-language', language())
    return fetch(input, { ...init, headers })
  }
}
