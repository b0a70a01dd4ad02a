import type { AssemblyLine } from '#domain/line/line.ts'

// Files in which programs keep credentials, by the last part of the path or by a folder in it.
const credentialFiles =
  /^(?:\.env(?:\..+)?|\.netrc|_netrc|\.npmrc|\.yarnrc\.yml|\.pypirc|\.git-credentials|\.pgpass|\.htpasswd|kubeconfig|id_(?:rsa|dsa|ecdsa|ed25519)|.+\.(?:pem|key|p12|pfx|jks|keystore)|credentials(?:\.(?:json|toml|xml))?|service-account.*\.json|.*\.tfstate(?:\.backup)?)$/i
const credentialFolders = new Set(['.git', '.ssh', '.gnupg', '.aws', '.azure', '.kube', '.docker', '.config'])

/** The paths of a line's artifacts, relative to the run's shared workspace; `''` is the whole workspace. */
export function artifactPaths({ spec }: Pick<AssemblyLine, 'spec'>): readonly string[] {
  return [...new Set((spec.artifacts ?? []).map(({ path }) => withoutDots(path)))].filter(
    (path) => !path.split('/').includes('..'),
  )
}

/** Whether a file of the workspace is an artifact: inside one of the paths, and without credentials. */
export function isArtifact(paths: readonly string[], file: string): boolean {
  return !holdsCredentials(file) && paths.some((path) => path === '' || file === path || file.startsWith(`${path}/`))
}

/** Whether a folder or file is never an artifact, whatever the line names. */
export function holdsCredentials(file: string): boolean {
  const parts = file.split('/')
  return credentialFiles.test(parts.at(-1) ?? '') || parts.some((part) => credentialFolders.has(part.toLowerCase()))
}

function withoutDots(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
}
