import { delimiter, dirname } from 'node:path'

/** Host variables that steps get: how to reach the network through a proxy, and which certificates to trust. */
export const passedOn = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'all_proxy',
  'NODE_USE_ENV_PROXY',
]

/** Variables that name a file or folder of certificates. */
export const certificateVariables = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'CURL_CA_BUNDLE',
  'REQUESTS_CA_BUNDLE',
]

const standardPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Returns the only host variables that steps get. */
export function hostEnvironment(): Readonly<Record<string, string>> {
  const named = [...passedOn, ...certificateVariables].flatMap((name) =>
    process.env[name] ? [[name, process.env[name]]] : [],
  )
  return { LANG: 'C.UTF-8', ...Object.fromEntries(named) }
}

/** The folder of the Node that runs this process, so that `#!/usr/bin/env node` means the same version in every step. */
export function nodeFolder(): string {
  return dirname(process.execPath)
}

/** Builds a PATH with this process's Node first, then the host folders that the filter accepts. */
export function searchPath(first: string, keep: (folder: string) => boolean): string {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder.startsWith('/') && keep(folder))
  return [...new Set([first, ...folders, ...standardPath.split(':')])].join(':')
}
