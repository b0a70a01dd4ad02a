export type Go = (path: string, init?: RequestInit) => Promise<Response>

/** A browser as far as a server sees one: a cookie jar that follows no redirect by itself. */
export function cookieBrowser(origin: string): Go {
  const jar = new Map<string, string>()
  return async function go(path, init = {}) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      ...Object.fromEntries(new Headers(init.headers)),
      cookie,
    }
    const response = await fetch(new URL(path, origin), { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
}
