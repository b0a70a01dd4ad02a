/** `fetch` that asks for answers in the language that a person has chosen here, which need not be the browser's. */
export function fetchInLanguage(language: () => string): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('accept-language', language())
    return fetch(input, { ...init, headers })
  }
}
