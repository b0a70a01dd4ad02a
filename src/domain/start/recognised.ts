/** Kinds of repositories that the local target can start with, each with a build adapter for its image. */
export const sourceKinds = ['node-service', 'go-service', 'python-service', 'static-site'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** The files of a commit: all paths, and the texts of those that show what the program is. */
export interface RepositoryLook {
  readonly paths: readonly string[]
  readonly texts: Readonly<Record<string, string>>
}

/** Signs by which applications are recognised; each is explained in words. */
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

/** Why a kind was recognised, or why it is delivered the way it is: a file, and what it shows. */
export interface Sign {
  readonly file: string
  readonly what: (typeof signKinds)[number]
}

/**
 * What a folder of a repository ('.' is the root) seems to hold. Without a kind, a person has to choose. `parameters` are the build adapter's values
 * found in the files.
 */
export interface Recognised {
  readonly folder: string
  readonly kind: SourceKind | undefined
  readonly signs: readonly Sign[]
  readonly parameters: Readonly<Record<string, string>>
  /** The programs of a Go module to choose from, if there are several; the root is '.'. */
  readonly programs?: readonly string[] | undefined
  /** The environment variable with the program's port, if its files show it. */
  readonly portVariable?: string | undefined
  /** Path of its health check, if its files show it. */
  readonly readinessPath?: string | undefined
  readonly hasTests: boolean
}
