import type { Recognised, RepositoryLook } from './recognised.ts'

/** Files that may show how to reach a program, by the usual names of files that start one. */
export const programFiles =
  /^(?:[^/]+\/){0,4}(?:server|app|main|index|wsgi|asgi)\.(?:[cm]?[jt]s|py|go)$|^(?:src\/)?[^/]+\/__init__\.py$/

const healthChecks = ['readyz', 'ready', 'healthz', 'health', 'healthcheck', 'health-check', 'livez', 'ping']
const portVariables =
  /(?:process\.env(?:\.|\[["'])|[gG]etenv\(["']|LookupEnv\("|environ(?:\.get\(|\[)["'])((?:HTTP|SERVER|APP|LISTEN|WEB|API|SERVICE|NODE)_?PORT|PORT)\b/g
// A fixed number as the port, as in the tutorials of frameworks.
const fixedPorts =
  /\.listen\(\s*\d{2,5}\b|\bListenAndServe(?:TLS)?\(\s*"[^"]*:\d+"|\.(?:Run|Start|Listen)\(\s*"[^"]*:\d+"|HTTPServer\(\(\s*["'][^"']*["'],\s*\d+|\bport\s*:?=\s*\d{2,5}\b|\bport:\s*\d{2,5}\b/i

/**
 * Reads from a service's sources how to reach it: the path of its health check, and its port variable if that is not the usual one. A framework that
 * reads a variable by itself has already set it. A program with a fixed port gets a sign, so that people learn of it before its first delivery fails.
 */
export function reachedBy(
  { folder, kind, portVariable, signs }: Recognised,
  { texts }: RepositoryLook,
): Pick<Recognised, 'readinessPath' | 'portVariable' | 'signs'> {
  if (kind === undefined || kind === 'static-site') return { signs }
  const files = Object.keys(texts).filter(
    (path) => programFiles.test(path) && (folder === '.' || path.startsWith(`${folder}/`)),
  )
  const own = files.map((path) => texts[path]).join('\n')
  const check = healthChecks
    .map((name) => new RegExp(`["'\`](?:GET )?((?:/[\\w-]+){0,2}/${name})["'\`]`).exec(own)?.[1])
    .find((path) => path !== undefined)
  const variables = new Set([...own.matchAll(portVariables)].map(([, name]) => name))
  const [only] = variables.size === 1 ? variables : []
  const readsPort = portVariable !== undefined || variables.size > 0
  const fixed = readsPort ? undefined : files.find((path) => fixedPorts.test(texts[path] ?? ''))
  return {
    signs: fixed === undefined ? signs : [...signs, { file: fixed, what: 'fixed-port' }],
    ...(check === undefined ? {} : { readinessPath: check }),
    ...(portVariable !== undefined || only === undefined || only === 'PORT' ? {} : { portVariable: only }),
  }
}
