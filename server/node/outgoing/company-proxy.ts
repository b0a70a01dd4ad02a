/** Whether requests to an address go through the proxy of the environment, by the same variables as Node's own `fetch` (decision 0074). */
export function isBehindProxy({ protocol, hostname, port }: URL, env: NodeJS.ProcessEnv): boolean {
  const scheme = protocol.slice(0, -1)
  const proxy = env[`${scheme}_proxy`] || env[`${scheme.toUpperCase()}_PROXY`]
  if (env['NODE_USE_ENV_PROXY'] !== '1' || proxy === undefined || proxy === '') return false
  const direct = (env['no_proxy'] || env['NO_PROXY'] || '').toLowerCase().split(/[\s,]+/)
  return !direct.some(
    (entry) =>
      entry === '*' ||
      entry === hostname ||
      entry === `${hostname}:${port}` ||
      (entry !== '' && hostname.endsWith(`.${entry.replace(/^\*?\./, '')}`)),
  )
}
