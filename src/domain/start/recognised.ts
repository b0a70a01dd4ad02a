/** What a repository can begin with on the local target: which build adapter makes an image of it. */
export const sourceKinds = ['node-service', 'go-service', 'python-service', 'static-site'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** The files of a commit: all paths, and the texts of those that say what the program is. */
export interface RepositoryLook {
  readonly paths: readonly string[]
  readonly texts: Readonly<Record<string, string>>
}

/** By what an application was recognised; each is told in words. */
export const signKinds = [
  'start-script',
  'main',
  'program',
  'go-module',
  'index-page',
  'build-script',
  'server-import',
  'fixed-port',
  'sibling',
  'hugo',
  'mkdocs',
  'jekyll',
  'image',
  'other-kind',
] as const

/** Why a kind was recognised, or is delivered as it is: a file, and what about it. */
export interface Sign {
  readonly file: string
  readonly what: (typeof signKinds)[number]
}

/**
 * What a folder of a repository seems to hold, '.' for its root. Without a kind somebody has to say it. `parameters` are values of the build
 * adapter that the files give.
 */
export interface Recognised {
  readonly folder: string
  readonly kind: SourceKind | undefined
  readonly signs: readonly Sign[]
  readonly parameters: Readonly<Record<string, string>>
  /** The packages of a Go module that are programs, to choose from where there are several; the root is '.'. */
  readonly programs?: readonly string[] | undefined
  /** Environment variable from which the program reads its port, where its files tell. */
  readonly portVariable?: string | undefined
  /** Path of its health check, where its files tell. */
  readonly readinessPath?: string | undefined
  readonly hasTests: boolean
}
