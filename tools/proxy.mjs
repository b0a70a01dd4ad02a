// A company's proxy leads to what lies elsewhere. Programs on this machine reach each other without it, and Node asks through it as Git and
// npm do by themselves.

const addresses = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY']
const thisMachine = ['localhost', '127.0.0.1', '::1', '[::1]']

/** The environment with what its variables for a proxy leave unsaid; the same one where there is no proxy. */
export function behindProxy(env) {
  const isSet = (name) => (env[name] ?? '').trim() !== ''
  const set = addresses.filter(isSet)
  if (set.length === 0 && !isSet('all_proxy') && !isSet('ALL_PROXY')) return env
  // Git takes an address without its scheme; Node would end over it, as over a blank one.
  const proxies = set.map((name) => [name, env[name].includes('://') ? env[name].trim() : `http://${env[name].trim()}`])
  const canNode = proxies.length > 0 && proxies.every(([, url]) => /^https?:/i.test(url) && URL.canParse(url))
  const listed = (env['no_proxy'] || env['NO_PROXY'] || '').split(/[\s,]+/).filter((host) => host !== '')
  const without = [...new Set([...listed, ...thisMachine])].join(',')
  return {
    ...env,
    ...Object.fromEntries(addresses.filter((name) => name in env).map((name) => [name, ''])),
    ...Object.fromEntries(proxies),
    no_proxy: without,
    NO_PROXY: without,
    ...(canNode ? { NODE_USE_ENV_PROXY: '1' } : {}),
  }
}
