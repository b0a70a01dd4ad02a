/** A client of bookshelf-api. `get` is the browser's fetch, or a test's. */
export function createApi(baseUrl, get = fetch) {
  if (baseUrl === '') throw new Error('The site does not know where bookshelf-api is: set API_URL where it is served')
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`

  async function read(path, signal) {
    let response
    try {
      response = await get(new URL(path, base).href, { signal })
    } catch (error) {
      if (error.name === 'AbortError') throw error
      throw new Error(`bookshelf-api cannot be reached at ${baseUrl}`)
    }
    if (!response.ok) throw new Error(`bookshelf-api answered ${response.status}`)
    return response.json()
  }

  return {
    health: () => read('healthz'),
    shelves: async () => (await read('shelves')).shelves,
    books: (query, signal) => read(`books?${new URLSearchParams(query)}`, signal),
  }
}
